#!/bin/sh
# Scores a set of the corpus with `forebear rank` into build/bench/SET/*.tsv:  sh bench/rank.sh dev [laundered|unrelated|pairs]
set -e
cd "$(dirname "$0")/.."
set_name=$1
part=${2:-all}
root=build/bench/$set_name
if [ "$set_name" = pairs ]; then
  # shellcheck disable=SC2046
  node dist/cli.cjs rank --quiet $RANK_OPTIONS $(find $root -path '*/suspect/*' -type f | sort) --against $(find $root -path '*/upstream/*' -type f | sort) > $root/scores.tsv
  exit 0
fi
if [ "$part" != unrelated ]; then
  node dist/cli.cjs rank --quiet $RANK_OPTIONS $(find $root/laundered -name '*.py' | sort) --against $(find $root/originals -name '*.py' | sort) > $root/laundered.tsv
fi
if [ "$part" != laundered ]; then
  find $root/unrelated -name '*.py' | sort > $root/unrelated.list
  node dist/cli.cjs rank --quiet $RANK_OPTIONS $(cat $root/unrelated.list) --against $(find $root/originals -name '*.py' | sort) > $root/unrelated.tsv
fi
