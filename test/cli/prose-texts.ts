/** Texts written for these tests. */
export const PASSAGE =
  'A harbor pilot reads the water before the chart. He looks at how the swell bends around the breakwater, where gulls settle on the surface, and which moorings lean against the current. Only after these signs agree with one another does he ask the captain for a heading, because paper remembers the channel as it was dredged, while the river keeps moving sand every night.';

export const OWN_INTRODUCTION =
  'Our town lives from ferries and from the people who wait for them. This page collects notes on the history of the quay, the families who ran the ticket office, and the storms of the last forty winters that closed the strait for days on end.';

export const OWN_ENDING =
  'Visitors who come by train should walk down the hill instead of taking the bus. The view from the third bend shows both lighthouses at once, and on clear evenings the islands behind them glow like embers left in a stove.';

export const OTHER_ON_SUBJECT =
  'Piloting a large vessel into port needs local knowledge above everything else. Pilots board outside the entrance and advise the master about depths, tides and traffic. They train for years on tugs and in simulators, and they renew their license by sailing every route in daylight and at night under the eyes of an examiner.';

export const CHINESE_PASSAGE =
  '老茶农常说,好茶先看山,再看天,最后才看人的手艺。清明前的雨水如果来得太急,嫩芽里的香气就会被冲淡;若是连着几个晴天,叶片又长得太快,泡出来的汤色发黄而味薄。因此他每天清晨都要到坡上走一圈,摸一摸泥土的湿气,才决定当天采哪一片茶园。';

export const CHINESE_OWN =
  '本镇的集市每逢初三和十八开张,卖的多半是竹器、腌菜和旧书。外地来的客人喜欢在桥头的小店里吃一碗米线,再沿着河岸慢慢走回车站,路上可以看见三座修缮过的石拱桥。';

/** Replaces every tenth word by another one. */
export function everyTenthReplaced(text: string): string {
  return text
    .split(' ')
    .map((word, index) => (index % 10 === 5 ? `substitute${index}` : word))
    .join(' ');
}
