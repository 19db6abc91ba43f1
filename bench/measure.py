"""Whole process, several runs, medians:  python3 bench/measure.py RUNS [--bytes N] -- COMMAND...

Prints wall and processor seconds, peak memory of the largest process, and MB/s when the size of the input is given.
"""
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
    split = sys.argv.index('--')
    options, command = sys.argv[1:split], sys.argv[split + 1 :]
    runs = [once(command) for _ in range(int(options[0]))]
    size = int(options[options.index('--bytes') + 1]) if '--bytes' in options else None
    middle = {key: statistics.median(run[key] for run in runs) for key in ('wall', 'cpu', 'peak')}
    rate = f"  {size / 1e6 / middle['wall']:.2f} MB/s" if size else ''
    codes = sorted({run['code'] for run in runs})
    walls = ' '.join(f"{run['wall']:.2f}" for run in runs)
    print(f"wall {middle['wall']:.2f} s  cpu {middle['cpu']:.2f} s  peak {middle['peak']:.0f} MiB{rate}  exit {codes}  ({walls})")


if __name__ == '__main__':
    main()
