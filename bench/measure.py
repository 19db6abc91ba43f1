"""Whole processes in turns, medians:  python3 bench/measure.py RUNS [--bytes N] COMMANDS.json

COMMANDS.json holds [name, [word, ...]] for each command. In each of the runs every command has its turn, so that a
machine that is slow for a while is slow for all. Prints for each command wall and processor seconds, peak memory of the
largest process, MB/s when the size of the input is given, and how many times as long the first command took: by the wall,
and in processor seconds, which a busy machine changes less.
"""
import json
import os
import statistics
import subprocess
import sys
import time


def once(command):
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return {
        'wall': time.monotonic() - start,
        'cpu': usage.ru_utime + usage.ru_stime,
        'peak': usage.ru_maxrss / 1024,
        'code': os.waitstatus_to_exitcode(status),
    }


def main():
    *options, path = sys.argv[1:]
    size = int(options[options.index('--bytes') + 1]) if '--bytes' in options else None
    with open(path, encoding='utf-8') as file:
        commands = json.load(file)
    rounds = [[once(words) for _, words in commands] for _ in range(int(options[0]))]
    first = None
    for at, (name, _) in enumerate(commands):
        runs = [each[at] for each in rounds]
        middle = {key: statistics.median(run[key] for run in runs) for key in ('wall', 'cpu', 'peak')}
        first = first or middle
        rate = f"  {size / 1e6 / middle['wall']:.2f} MB/s" if size else ''
        codes = sorted({run['code'] for run in runs})
        walls = ' '.join(f"{run['wall']:.2f}" for run in runs)
        print(
            f"{name}: wall {middle['wall']:.2f} s  cpu {middle['cpu']:.2f} s  peak {middle['peak']:.0f} MiB{rate}"
            f"  x{first['wall'] / middle['wall']:.2f}, x{first['cpu'] / middle['cpu']:.2f} cpu  exit {codes}  ({walls})"
        )


if __name__ == '__main__':
    main()
