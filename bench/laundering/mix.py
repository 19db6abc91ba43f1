"""L5 and L6: a part of the functions, placed in a stranger's file."""
import ast
import copy

from .trees import FUNCTIONS, is_docstring, size


def _functions(tree):
    """Top-level functions and methods: (owner, definition)."""
    found = []
    for stmt in tree.body:
        if isinstance(stmt, FUNCTIONS):
            found.append((tree, stmt))
        elif isinstance(stmt, ast.ClassDef):
            found += [(stmt, item) for item in stmt.body if isinstance(item, FUNCTIONS)]
    return found


def keep_half(tree, rng):
    found = _functions(tree)
    rng.shuffle(found)
    return _only(tree, {id(item) for _, item in found[: max(1, (len(found) + 1) // 2)]})


def keep_volume(tree, share, rng):
    """Whole functions, drawn until they hold a share of the volume (in tree nodes) of all functions."""
    found = _functions(tree)
    rng.shuffle(found)
    total = sum(size(item) for _, item in found)
    kept, volume = set(), 0
    for _, item in found:
        if volume >= share * total:
            break
        # One giant would be most of the file: the draw goes on without it while others are left.
        if volume + size(item) > 2 * share * total and len(found) > 3:
            continue
        kept.add(id(item))
        volume += size(item)
    if not kept:
        kept, volume = {id(min(found, key=lambda pair: size(pair[1]))[1])}, 0
    return _only(tree, kept)


def _only(tree, kept):
    body = []
    for stmt in tree.body:
        if isinstance(stmt, FUNCTIONS):
            if id(stmt) in kept:
                body.append(stmt)
        elif isinstance(stmt, ast.ClassDef):
            mine = [item for item in stmt.body if id(item) in kept]
            if mine:
                stmt.body = mine
                body.append(stmt)
        elif isinstance(stmt, (ast.Import, ast.ImportFrom)):
            body.append(stmt)
    tree.body = body
    return tree


def volume(tree):
    return sum(size(item) for _, item in _functions(tree))


def host_within(host, most, rng):
    """A host no larger than a volume: its definitions in order, some left out."""
    host = copy.deepcopy(host)
    found = _functions(host)
    rng.shuffle(found)
    kept, total = set(), 0
    for _, item in found:
        if total + size(item) <= most:
            kept.add(id(item))
            total += size(item)
    body = []
    for stmt in host.body:
        if isinstance(stmt, FUNCTIONS) and id(stmt) not in kept:
            continue
        if isinstance(stmt, ast.ClassDef):
            stmt.body = [item for item in stmt.body if not isinstance(item, FUNCTIONS) or id(item) in kept]
            if not stmt.body:
                continue
        body.append(stmt)
    host.body = body
    return host


def mix(tree, host, rng, scatter=False):
    """Puts the definitions of a tree among those of a host; with scatter, methods also leave their class."""
    body = [stmt for stmt in host.body if not is_docstring(stmt)]
    guests = []
    classes = [stmt for stmt in body if isinstance(stmt, ast.ClassDef)]
    for stmt in tree.body:
        if isinstance(stmt, (ast.Import, ast.ImportFrom)):
            body.insert(0, stmt)
            continue
        if scatter and isinstance(stmt, ast.ClassDef) and rng.random() < 0.5:
            for item in stmt.body:
                plain = isinstance(item, FUNCTIONS) and not item.name.startswith('__')
                if plain and not item.decorator_list and classes and rng.random() < 0.5:
                    owner = rng.choice(classes)
                    owner.body.insert(rng.randint(0, len(owner.body)), item)
                elif isinstance(item, FUNCTIONS) and not item.decorator_list:
                    guests.append(item)
                else:
                    guests.append(ast.ClassDef(stmt.name, stmt.bases, stmt.keywords, [item], stmt.decorator_list))
            continue
        guests.append(stmt)
    first = next((i for i, stmt in enumerate(body) if isinstance(stmt, FUNCTIONS + (ast.ClassDef,))), len(body))
    for guest in guests:
        body.insert(rng.randint(first, len(body)), guest)
    futures = [s for s in body if isinstance(s, ast.ImportFrom) and s.module == '__future__']
    return ast.Module(futures + [s for s in body if s not in futures], [])
