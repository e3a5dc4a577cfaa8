import { Turns } from './turns';

/** Takes a turn for a person and notes when it begins. */
const taker = (turns: Turns) => {
  const begun: string[] = [];
  const take = (person: string, name: string, signal?: AbortSignal) =>
    turns.take(person, signal).then((end) => {
      begun.push(name);
      return end;
    });
  return { begun, take };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('so many go on at once, and the next begins when one ends', async () => {
  const { begun, take } = taker(new Turns(2, 5));
  const [first] = [await take('a', 'first'), await take('a', 'second')];
  void take('a', 'third');
  await settled();
  expect(begun).toEqual(['first', 'second']);
  first();
  await settled();
  expect(begun).toEqual(['first', 'second', 'third']);
});

test('people take turns, each in his own order', async () => {
  const { begun, take } = taker(new Turns(1, 5));
  const end = await take('a', 'a1');
  const others = [take('a', 'a2'), take('a', 'a3'), take('b', 'b1'), take('c', 'c1'), take('b', 'b2')];
  void Promise.all(others.map(async (other) => (await other)()));
  end();
  await settled();
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('one person cannot wait for more than so many turns; others still can', async () => {
  const { begun, take } = taker(new Turns(1, 1));
  const end = await take('a', 'a1');
  const waits = take('a', 'a2');
  await expect(take('a', 'a3')).rejects.toMatchObject({ code: 'HEAVY_BUSY' });
  const other = take('b', 'b1');
  end();
  (await other)();
  (await waits)();
  expect(begun).toEqual(['a1', 'b1', 'a2']);
});

test('who goes away before his turn takes none', async () => {
  const { begun, take } = taker(new Turns(1, 1));
  const end = await take('a', 'a1');
  const gone = new AbortController();
  const left = take('a', 'a2', gone.signal);
  gone.abort();
  await expect(left).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
  await expect(take('a', 'a3', gone.signal)).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
  // his place is free again, and the turn itself, too
  const next = take('a', 'a4');
  end();
  (await next)();
  (await take('b', 'b1'))();
  expect(begun).toEqual(['a1', 'a4', 'b1']);
});

test('a signal given during a turn does not end it, nor anybody else’s', async () => {
  const { begun, take } = taker(new Turns(1, 5));
  const end = await take('a', 'a1');
  const gone = new AbortController();
  const second = take('a', 'a2', gone.signal);
  end();
  const endSecond = await second;
  gone.abort();
  void take('a', 'a3');
  await settled();
  expect(begun).toEqual(['a1', 'a2']);
  endSecond();
  await settled();
  expect(begun).toEqual(['a1', 'a2', 'a3']);
});

test('when closed, nobody waits any more', async () => {
  const turns = new Turns(1, 5);
  await turns.take('a');
  const waits = turns.take('b');
  turns.close();
  await expect(waits).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
  await expect(turns.take('a')).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
});

test('nor does a turn begin that was given just before', async () => {
  const turns = new Turns(1, 5);
  const end = await turns.take('a');
  const waits = turns.take('b');
  end();
  turns.close();
  await expect(waits).rejects.toMatchObject({ code: 'HEAVY_CANCELLED' });
});
