"""Whether two files hold the same function, exactly or nearly, told without any of the tools that are measured."""
import ast
import difflib
import hashlib

from laundering.strip import strip
from laundering.trees import FUNCTIONS, size

IDENTICAL = 60  # nodes from which two equal functions mean shared code
NEAR = 45  # nodes from which two functions of one name are compared
# Everybody has these: a common name alone says nothing.
COMMON = {'__init__': 0.9, 'forward': 0.9, '__call__': 0.9, 'setup': 0.95, '_init_weights': 1.1}


def parsed(text):
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def _plain_functions(text, least):
    tree = parsed(text)
    for node in ast.walk(strip(tree)) if tree else ():
        if isinstance(node, FUNCTIONS) and size(node) >= least:
            for item in ast.walk(node):
                if isinstance(item, ast.arg):
                    item.annotation = None
            yield node


def function_hashes(text):
    """Hashes of the functions of at least IDENTICAL nodes: own name, annotations and docstrings aside."""
    found = set()
    for node in _plain_functions(text, IDENTICAL):
        body = [ast.dump(stmt) for stmt in node.body]
        found.add(hashlib.sha1('\n'.join([ast.dump(node.args), *body]).encode()).hexdigest())
    return found


def named_functions(text):
    """Name -> what each function of that name looks like with its local names numbered in order of appearance."""
    found = {}
    for node in _plain_functions(text, NEAR):
        numbers, seen = {}, []
        for item in ast.walk(ast.Module(node.body, [])):
            if isinstance(item, ast.Name):
                seen.append(numbers.setdefault(item.id, len(numbers)))
            elif isinstance(item, ast.Attribute):
                seen.append(item.attr)
            elif isinstance(item, ast.Constant):
                seen.append(repr(item.value))
            else:
                seen.append(type(item).__name__)
        found.setdefault(node.name, []).append(seen)
    return found


def nearly_shared(first, second):
    """The first function name under which two files (as named_functions gives them) hold nearly the same, or None."""
    for name in sorted(first.keys() & second.keys()):
        for a in first[name]:
            for b in second[name]:
                if max(len(a), len(b)) > 2 * min(len(a), len(b)):
                    continue
                matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
                least = COMMON.get(name, 0.72)
                if matcher.quick_ratio() >= least and matcher.ratio() >= least:
                    return name
    return None
