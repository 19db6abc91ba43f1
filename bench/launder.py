"""Launders a Python module at a level from L0 (verbatim) to L6 (a fifth of it in a stranger's file), and L7.

    python3 bench/launder.py --level 4 --seed 7 [--host HOST.py] FILE.py > OUT.py

Every level includes the ones before it, save that L5 and L6 first drop functions. L7 is L4 twice over the
whole file, with aliased imports and other calls for the same thing; the bars do not count it. The output is parsed once
more, never run: whether it still behaves the same is not checked.
"""
import argparse
import ast
import copy
import random
import sys
from pathlib import Path

from laundering import mix
from laundering.beyond import beyond
from laundering.expressions import rewrite_expressions
from laundering.noise import pad
from laundering.outline import inline_helpers, outline
from laundering.rename import rename
from laundering.reorder import reorder, restyle
from laundering.statements import rewrite_statements
from laundering.strip import strip
from laundering.trees import Fresh, every_name, first_party, functions

LEVELS = range(7)
BEYOND = 7


def _rewritten(tree, rng, fresh):
    """The statement-level rewriting of L4."""
    inline_helpers(tree, rng)
    outline(tree, rng, fresh)
    for function in functions(tree):
        rewrite_statements(function, rng, fresh)
    rewrite_expressions(tree, rng, first_party(tree))
    pad(tree, rng, fresh)
    return ast.fix_missing_locations(tree)


def launder(source, level, seed, host=None):
    """The source text at a level. Raises ValueError when the level needs a host and there is none."""
    if level == 0:
        return source
    rng = random.Random(f'{seed}:{level}')
    tree = strip(ast.parse(source))
    fresh = Fresh(rng, every_name(tree))
    if level >= 2:
        tree = rename(tree, rng, fresh)
    if level >= 3:
        tree = reorder(tree, rng)
    if level in (5, 6):
        if host is None:
            raise ValueError('levels 5 and 6 need a host')
        tree = mix.keep_half(tree, rng) if level == 5 else mix.keep_volume(tree, 0.2, rng)
        kept = mix.volume(tree)
    if level >= 4:
        tree = _rewritten(tree, rng, fresh)
    if level == BEYOND:
        tree = beyond(_rewritten(tree, rng, fresh), rng, fresh)
    if level in (5, 6):
        stranger = strip(ast.parse(host))
        if level == 6:
            stranger = mix.host_within(stranger, 4 * kept, rng)
        tree = mix.mix(tree, stranger, rng, scatter=level == 6)
    code = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
    if level >= 3:
        code = restyle(code, rng)
    ast.parse(code)
    return code + '\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('file', type=Path)
    parser.add_argument('--level', type=int, choices=[*LEVELS, BEYOND], required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--host', type=Path)
    args = parser.parse_args()
    host = args.host.read_text(encoding='utf8') if args.host else None
    sys.stdout.write(launder(args.file.read_text(encoding='utf8'), args.level, args.seed, host))


if __name__ == '__main__':
    main()
