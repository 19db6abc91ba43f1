/** Code that no other project has, for tests of who had it first. */
export const TERRACE = `import math


class TerraceMap:
    def __init__(self, levels, slope=0.37, floor=11):
        self.levels, self.slope, self.floor = levels, slope, floor
        self.seen = {}

    def climb(self, heights, offset=3):
        total = 0
        for index, height in enumerate(heights):
            lifted = height * self.slope + offset
            if lifted > self.floor and index % 7 != 2:
                level = int(math.sqrt(lifted)) % len(self.levels)
                self.seen.setdefault(level, []).append(lifted - self.levels[level])
                total += lifted**2 / (1 + abs(self.levels[level]))
            else:
                total -= self.floor / (2 + index)
        return total, {key: max(values) for key, values in self.seen.items() if len(values) > 1}

    def descend(self, packed, edge=413):
        pairs = sorted(packed.items(), key=lambda pair: (-pair[1], pair[0]))
        steps = [(level, self.levels[level] + height / self.slope) for level, height in pairs if height < edge]
        widest = max((right - left for (_, left), (_, right) in zip(steps, steps[1:])), default=0.71)
        return [(level, round(height - widest * 0.031, 5)) for level, height in steps if height > widest]
`;
