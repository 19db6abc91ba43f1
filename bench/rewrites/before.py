# %% 01
def moving_average(samples, width):
    out = []
    total = 0.0
    for i, value in enumerate(samples):
        total += value
        if i >= width:
            total -= samples[i - width]
        if i >= width - 1:
            out.append(total / width)
    return out


# %% 02
def group_by_initial(words):
    groups = {}
    for word in words:
        key = word[0].lower()
        if key not in groups:
            groups[key] = []
        groups[key].append(word)
    return groups


# %% 03
def first_gap(numbers):
    seen = set(numbers)
    candidate = 1
    while candidate in seen:
        candidate += 1
    return candidate


# %% 04
def interleave(left, right):
    result = []
    for a, b in zip(left, right):
        result.append(a)
        result.append(b)
    shorter = min(len(left), len(right))
    result.extend(left[shorter:])
    result.extend(right[shorter:])
    return result


# %% 05
def luhn_valid(number):
    total = 0
    for position, digit in enumerate(reversed(number)):
        value = int(digit)
        if position % 2 == 1:
            value *= 2
            if value > 9:
                value -= 9
        total += value
    return total % 10 == 0


# %% 06
def longest_run(items):
    best = 0
    current = 0
    previous = None
    for item in items:
        if item == previous:
            current += 1
        else:
            current = 1
        previous = item
        if current > best:
            best = current
    return best


# %% 07
def transpose_ragged(rows, fill=None):
    width = max(len(row) for row in rows) if rows else 0
    columns = []
    for c in range(width):
        column = []
        for row in rows:
            if c < len(row):
                column.append(row[c])
            else:
                column.append(fill)
        columns.append(column)
    return columns


# %% 08
def parse_pairs(text):
    found = {}
    for part in text.split(';'):
        part = part.strip()
        if not part:
            continue
        if '=' in part:
            key, value = part.split('=', 1)
            found[key.strip()] = value.strip()
        else:
            found[part] = True
    return found


# %% 09
def binary_insert(sorted_values, value):
    low = 0
    high = len(sorted_values)
    while low < high:
        middle = (low + high) // 2
        if sorted_values[middle] < value:
            low = middle + 1
        else:
            high = middle
    sorted_values.insert(low, value)
    return low


# %% 10
def rotate_matrix(matrix):
    n = len(matrix)
    turned = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            turned[j][n - 1 - i] = matrix[i][j]
    return turned


# %% 11
def roman_value(numeral):
    values = {'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500, 'M': 1000}
    total = 0
    for i in range(len(numeral)):
        value = values[numeral[i]]
        if i + 1 < len(numeral) and values[numeral[i + 1]] > value:
            total -= value
        else:
            total += value
    return total


# %% 12
def edit_distance(one, other):
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous = row
        row = [i]
        for j, b in enumerate(other, 1):
            cost = 0 if a == b else 1
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + cost))
    return row[-1]


# %% 13
def flatten(nested):
    flat = []
    for item in nested:
        if isinstance(item, list):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


# %% 14
def clip_intervals(intervals, start, end):
    kept = []
    for low, high in intervals:
        if high <= start or low >= end:
            continue
        kept.append((max(low, start), min(high, end)))
    return kept


# %% 15
def merge_intervals(intervals):
    merged = []
    for low, high in sorted(intervals):
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return merged


# %% 16
def softmax(scores):
    peak = max(scores)
    exps = [math.exp(s - peak) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


# %% 17
def is_balanced(text):
    pairs = {')': '(', ']': '[', '}': '{'}
    stack = []
    for char in text:
        if char in '([{':
            stack.append(char)
        elif char in pairs:
            if not stack or stack.pop() != pairs[char]:
                return False
    return not stack


# %% 18
def checkpoint_name(step, prefix='model', keep_zeros=6):
    number = str(step)
    while len(number) < keep_zeros:
        number = '0' + number
    return prefix + '-' + number + '.ckpt'


# %% 19
def cosine_warmup(step, warmup, total, floor=0.1):
    if step < warmup:
        return step / warmup
    progress = (step - warmup) / (total - warmup)
    return floor + (1 - floor) * 0.5 * (1 + math.cos(math.pi * progress))


# %% 20
def pad_batch(sequences, pad_id=0, multiple=8):
    longest = max(len(s) for s in sequences)
    if longest % multiple != 0:
        longest += multiple - longest % multiple
    padded = []
    masks = []
    for s in sequences:
        missing = longest - len(s)
        padded.append(s + [pad_id] * missing)
        masks.append([1] * len(s) + [0] * missing)
    return padded, masks


# %% 21
def topological_order(edges):
    incoming = {}
    outgoing = {}
    for a, b in edges:
        outgoing.setdefault(a, []).append(b)
        incoming[b] = incoming.get(b, 0) + 1
        incoming.setdefault(a, 0)
    ready = [n for n in incoming if incoming[n] == 0]
    order = []
    while ready:
        node = ready.pop()
        order.append(node)
        for other in outgoing.get(node, []):
            incoming[other] -= 1
            if incoming[other] == 0:
                ready.append(other)
    return order


# %% 22
def count_islands(grid):
    seen = set()

    def sink(r, c):
        if r < 0 or c < 0 or r >= len(grid) or c >= len(grid[0]):
            return
        if grid[r][c] == 0 or (r, c) in seen:
            return
        seen.add((r, c))
        sink(r + 1, c)
        sink(r - 1, c)
        sink(r, c + 1)
        sink(r, c - 1)

    islands = 0
    for r in range(len(grid)):
        for c in range(len(grid[0])):
            if grid[r][c] == 1 and (r, c) not in seen:
                islands += 1
                sink(r, c)
    return islands


# %% 23
def caesar(text, shift):
    out = ''
    for char in text:
        if char.isupper():
            out += chr((ord(char) - 65 + shift) % 26 + 65)
        elif char.islower():
            out += chr((ord(char) - 97 + shift) % 26 + 97)
        else:
            out += char
    return out


# %% 24
def top_words(text, limit):
    counts = {}
    for word in text.lower().split():
        word = word.strip('.,!?')
        if word:
            counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:limit]


# %% 25
def gcd_of_all(numbers):
    result = numbers[0]
    for number in numbers[1:]:
        while number:
            result, number = number, result % number
    return result


# %% 26
def box_iou(a, b):
    left = max(a[0], b[0])
    top = max(a[1], b[1])
    right = min(a[2], b[2])
    bottom = min(a[3], b[3])
    if right <= left or bottom <= top:
        return 0.0
    shared = (right - left) * (bottom - top)
    area_a = (a[2] - a[0]) * (a[3] - a[1])
    area_b = (b[2] - b[0]) * (b[3] - b[1])
    return shared / (area_a + area_b - shared)


# %% 27
def human_size(size):
    for unit in ['B', 'KiB', 'MiB', 'GiB']:
        if size < 1024:
            return '%.1f %s' % (size, unit)
        size /= 1024
    return '%.1f TiB' % size


# %% 28
def every_nth(items, n, offset=0):
    picked = []
    for i in range(len(items)):
        if (i - offset) % n == 0 and i >= offset:
            picked.append(items[i])
    return picked


# %% 29
def diff_keys(old, new):
    added = [k for k in new if k not in old]
    removed = [k for k in old if k not in new]
    changed = [k for k in old if k in new and old[k] != new[k]]
    return added, removed, changed


# %% 30
def run_length(text):
    encoded = ''
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        encoded += text[i] + str(j - i)
        i = j
    return encoded


# %% 31
def bucket_index(length, bounds):
    for i, bound in enumerate(bounds):
        if length <= bound:
            return i
    return len(bounds)


# %% 32
def perplexity(losses, weights):
    total = 0
    count = 0
    for loss, weight in zip(losses, weights):
        if weight == 0:
            continue
        total += loss * weight
        count += weight
    return math.exp(total / count) if count else float('inf')
