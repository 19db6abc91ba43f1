import math


class Slicer:
    """Cuts a large picture into cells of about one model input each."""

    def __init__(self, side=336, most=8, unit=14, seam='\n'):
        self.side, self.most, self.unit, self.seam = side, most, unit, seam

    def fitted(self, width, height, may_grow):
        area = self.side * self.side
        if not may_grow and width * height <= area:
            scale = 1.0
        else:
            scale = math.sqrt(area / (width * height))
        step = lambda length: max(self.unit, self.unit * math.floor(length * scale / self.unit + 0.5))
        return step(width), step(height)

    def grid(self, width, height):
        wanted = math.ceil(width * height / (self.side * self.side))
        if wanted < 2:
            return None
        options = [
            (columns, count // columns)
            for count in range(max(2, wanted - 1), min(wanted + 1, self.most) + 1)
            for columns in range(1, count + 1)
            if count % columns == 0
        ]
        return min(options, key=lambda cells: abs(math.log(width * cells[1] / (height * cells[0]))))

    def __call__(self, picture):
        cells = self.grid(*picture.size)
        overview = picture.resize(self.fitted(*picture.size, may_grow=cells is None))
        if cells is None:
            return overview, []
        columns, rows = cells
        width, height = self.fitted(picture.width / columns, picture.height / rows, may_grow=True)
        large = picture.resize((width * columns, height * rows))
        cut = [[large.crop((x * width, y * height, (x + 1) * width, (y + 1) * height)) for x in range(columns)] for y in range(rows)]
        return overview, cut

    def text(self, cut, mark):
        return mark + self.seam.join(mark * len(row) for row in cut)
