using Microsoft.Extensions.DependencyInjection;
using Sync.CameraAgent.Exposures;
using Sync.CameraAgent.Focusing;
using Sync.Ledger;
using Sync.Tests.Ledger;

namespace Sync.Tests.CameraAgent;

/// <summary>A journal in which an older program kept a slot and its one frame in one row.</summary>
[Collection(DatabasesCollection.Name)]
public sealed class JournalTests : IDisposable
{
    private readonly TestDatabases databases = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    public void Dispose() => databases.Dispose();

    [Theory, MemberData(nameof(Engines))]
    public async Task What_an_older_program_left_is_settled_and_answered_as_before(string engine)
    {
        var options = new LedgerOptions { ConnectionString = databases.New(engine), KeepUntilConsumed = true };
        using var store = new Store(options, TimeProvider.System, new ServiceCollection().BuildServiceProvider());
        await store.Migrate([Journal.Tables, Journal.Saved], CancellationToken.None);
        string[] states = ["begun", "closed", "saved", "lost", "ended"];
        var rounds = states.ToDictionary(s => s, _ => Guid.NewGuid());
        foreach (var state in states)
            await store.Write(t => Keep(t, rounds[state], state), CancellationToken.None);

        await store.Migrate([Journal.Tables, Journal.Saved, FrameJournal.Tables, FocusJournal.Tables], CancellationToken.None);

        Assert.Equal(rounds["begun"].ToString("N"), Assert.Single(await store.Read(c => Journal.Begun(c, "wide"))).RoundId);
        foreach (var state in states.SkipLast(1))
            Assert.Equal((rounds[state].ToString("N"), "{}", $"{state}.fits"), Assert.Single((await store.Read(c => FrameJournal.InState(c, "wide", state))).Select(f => (f.RoundId, f.Prepared, f.Path))));
        Assert.Equal((1, null), await Told(store, rounds["closed"]));
        Assert.Equal((1, null), await Told(store, rounds["saved"]));
        Assert.Equal((1, null), await Told(store, rounds["lost"]));
        Assert.Equal((0, "ended"), await Told(store, rounds["ended"]));
    }

    private static Task<(int, string?)> Told(Store store, Guid round) => store.Write(
        t =>
        {
            var closed = Journal.Find(t, "wide", round)!.ToShutterClosed();
            return Task.FromResult((closed.Frames, closed.Reason));
        },
        CancellationToken.None);

    private static void Keep(Transaction t, Guid round, string state)
    {
        var isFrame = state != "ended";
        t.Execute(
            """
            insert into camera_slot (camera, round_id, night_id, epoch, state, frame_id, prepared, path, opened_at, closed_at, taken, open_milliseconds, reason, changed)
            values ('wide', @round, @round, 1, @state, @frame, @prepared, @path, 1, 2, @taken, 60000, @state, 1)
            """,
            new
            {
                round = round.ToString("N"), state, frame = isFrame ? Guid.NewGuid().ToString("N") : null, prepared = isFrame ? "{}" : null,
                path = isFrame ? $"{state}.fits" : null, taken = state is "begun" or "ended" ? 0 : 1,
            });
    }
}
