using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Book = Sync.Scheduler.Books.Books;

namespace Sync.Tests.Scheduler.Books;

/// <summary>Random stories: every message comes once or several times, and in any order that can happen.</summary>
public class BooksInvariantTests
{
    private static readonly DateTimeOffset Start = new(2025, 10, 22, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task No_order_and_no_repetition_counts_a_frame_twice(int seed)
    {
        await using var scratch = await ScratchStore.Open();
        var random = new Random(seed);
        var story = new Story(random);
        var heard = new List<Action<Transaction>>();
        for (var step = 0; step < 200; step++)
        {
            var call = heard.Count > 0 && random.Next(3) == 0 ? heard[random.Next(heard.Count)] : story.Next();
            heard.Add(call);
            await scratch.Write(call);
            var counts = (await scratch.Store.Read(Progress.ByPlan)).Values.Aggregate(Progress.None, Sum);
            Assert.True(counts.Accepted + counts.Pending + counts.UnderWay <= story.Allotted, $"step {step}: {counts} of {story.Allotted}");
            Assert.Equal(story.Saved, counts.Accepted + counts.Pending + counts.Rejected);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task The_same_messages_in_another_order_end_in_the_same_counts(int seed)
    {
        var random = new Random(seed);
        var story = new Story(random);
        var calls = Enumerable.Range(0, 120).Select(_ => story.Next()).ToArray();
        var first = await End(calls);
        random.Shuffle(calls);

        // Allotments come first, for they are committed before anybody hears of them; verdicts follow their frames.
        Assert.Equal(first, await End([.. story.Allotments, .. calls, .. story.Verdicts]));
    }

    private static async Task<Progress> End(Action<Transaction>[] calls)
    {
        await using var scratch = await ScratchStore.Open();
        foreach (var call in calls)
            await scratch.Write(call);
        return (await scratch.Store.Read(Progress.ByPlan)).Values.Aggregate(Progress.None, Sum);
    }

    private static Progress Sum(Progress a, Progress b) =>
        new(a.Accepted + b.Accepted, a.Pending + b.Pending, a.Rejected + b.Rejected, a.UnderWay + b.UnderWay);

    /// <summary>Tells of rounds with three cameras, one to three frames of a minute each, and of moves between and, now and then, during them.</summary>
    private sealed class Story(Random random)
    {
        private readonly Guid night = Id(random);
        private readonly Guid[] plans = [Id(random), Id(random)];
        private readonly List<(Guid Frame, Guid Round, string Camera, Guid Plan, DateTimeOffset Opened)> open = [];
        private readonly List<Guid> saved = [];
        private int epoch;

        public int Allotted { get; private set; }

        public int Saved { get; private set; }

        public List<Action<Transaction>> Allotments { get; } = [];

        public List<Action<Transaction>> Verdicts { get; } = [];

        public Action<Transaction> Next() => random.Next(10) switch
        {
            < 3 => Allot(),
            < 6 when open.Count > 0 => Save(),
            < 8 when saved.Count > 0 => Grade(),
            8 when open.Count > 0 => GiveUp(),
            9 => Move(),
            _ => Allot(),
        };

        private static Guid Id(Random random)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            return new(bytes);
        }

        private Action<Transaction> Allot()
        {
            var (round, plan, camera, frames) = (Id(random), plans[random.Next(2)], $"c{random.Next(3)}", random.Next(1, 4));
            for (var frame = 0; frame < frames; frame++)
                open.Add((Id(random), round, camera, plan, Start.AddMinutes(Allotted++)));
            Action<Transaction> call = t => Book.Allot(t, night, round, camera, plan, "Lum", frames);
            Allotments.Add(call);
            return call;
        }

        private Action<Transaction> Save()
        {
            var (frame, round, camera, plan, opened) = Take();
            saved.Add(frame);
            Saved++;
            return t => Book.Saved(t, Frames.Saved(frame, night, round, camera, plan, opened));
        }

        private Action<Transaction> GiveUp()
        {
            var (frame, round, camera, _, _) = Take();
            return random.Next(2) == 0
                ? t => Book.Release(t, round, camera, "late")
                : t => Book.Lost(t, new FrameLost { FrameId = frame, RoundId = round, Camera = camera, Reason = "lost" });
        }

        private Action<Transaction> Grade()
        {
            var frame = saved[random.Next(saved.Count)];
            saved.Remove(frame);
            var verdict = Frames.Graded(frame, random.Next(4) > 0);
            Action<Transaction> call = t => Book.Graded(t, verdict);
            Verdicts.Add(call);
            return call;
        }

        private Action<Transaction> Move()
        {
            var number = ++epoch;
            var began = Start.AddMinutes(Allotted).AddSeconds(random.Next(-90, 30));
            return t => Book.Moved(t, Frames.Moved(night, number, began, began.AddSeconds(20)));
        }

        private (Guid Frame, Guid Round, string Camera, Guid Plan, DateTimeOffset Opened) Take()
        {
            var chosen = open[random.Next(open.Count)];
            open.Remove(chosen);
            return chosen;
        }
    }
}
