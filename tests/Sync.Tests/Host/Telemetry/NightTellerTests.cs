using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sync.Host.Telemetry;
using Sync.Ledger;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Tests.Scheduler.Books;
using Sync.Tests.Scheduler.Story;

namespace Sync.Tests.Host.Telemetry;

public sealed class NightTellerTests : IAsyncLifetime
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private readonly FakeTime time = new();
    private readonly Warnings warnings = new();
    private readonly Tonight tonight;
    private ScratchStore scratch = null!;
    private SpanSpool spool = null!;
    private KeptNight night = null!;

    public NightTellerTests() => tonight = new(new CameraFleet(new(), time));

    public async Task InitializeAsync()
    {
        scratch = await ScratchStore.Open();
        spool = new(scratch.Path("telemetry"), NullLogger<SpanSpool>.Instance);
        night = await KeptNight.Begin(scratch.Store, rounds: 3, cameras: 1);
        await night.Round(1);
    }

    public async Task DisposeAsync()
    {
        spool.Dispose();
        await scratch.DisposeAsync();
    }

    [Fact]
    public async Task What_was_left_is_told_at_the_start_and_again_what_is_new_but_not_before_the_pause_is_over()
    {
        using var teller = await Started();
        await Waiting(6);
        await time.Awaited(Pause);
        await night.Round(2);
        await night.Verdicts(1);
        tonight.Show(View("Imaging"));
        Assert.Equal(6, spool.Waiting);
        time.Advance(Pause);
        await Waiting(6 + 8); // the first target is over too
        await teller.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_end_of_a_night_is_told_at_once()
    {
        using var teller = await Started();
        await Waiting(6);
        await time.Awaited(Pause);
        await night.Verdicts(1);
        await night.End();
        tonight.Show(View("Ended"));
        await Waiting(6 + 3); // a verdict, the target and the night
        await teller.StopAsync(CancellationToken.None);
        Assert.All(All(), s => Assert.Equal(("scheduler", "Sync.Scheduler"), (s.Service, s.Source)));
    }

    [Fact]
    public async Task What_is_over_when_the_process_stops_is_told_before()
    {
        using var teller = await Started();
        await Waiting(6);
        await time.Awaited(Pause);
        await night.Round(2);
        await teller.StopAsync(CancellationToken.None);
        Assert.Equal(6 + 7, spool.Waiting);
    }

    [Fact]
    public async Task A_process_that_died_before_it_marked_what_it_told_leaves_it_to_be_told_again_with_the_same_ids()
    {
        using (var teller = await Started())
        {
            await Waiting(6);
            await teller.StopAsync(CancellationToken.None);
        }
        await scratch.Write(t => t.Execute("delete from told_span"));
        using var next = await Started();
        await Waiting(12);
        await next.StopAsync(CancellationToken.None);
        Assert.Equal(6, All().Select(s => (s.Trace, s.Span)).Distinct().Count());
    }

    [Fact]
    public async Task What_it_can_t_do_is_one_warning()
    {
        await scratch.Write(t => t.Execute("drop table told_span"));
        using var teller = await Started();
        await time.Awaited(Pause);
        tonight.Show(View("Ended"));
        await teller.StopAsync(CancellationToken.None);
        Assert.Contains("told_span", Assert.Single(warnings.Lines));
        Assert.Equal(0, spool.Waiting);
    }

    private async Task<NightTeller> Started()
    {
        var teller = new NightTeller(spool, scratch.Store, tonight, time, warnings);
        await teller.StartAsync(CancellationToken.None);
        return teller;
    }

    /// <summary>Until so many spans wait for the collector.</summary>
    private async Task Waiting(int spans)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(int waiting)
        {
            if (waiting >= spans)
                told.TrySetResult();
        }
        spool.Kept += Look;
        Look(spool.Waiting);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
        spool.Kept -= Look;
        Assert.Equal(spans, spool.Waiting);
    }

    private IReadOnlyList<SpanRecord> All() => spool.Next(1000)!.Spans;

    private NightView View(string state) => new()
    {
        NightId = night.Record.Night.CorrelationId, State = state, Rounds = 1, Moves = 1, Dithers = 1, TargetId = null, Target = null, Project = null,
        Slots = [], Ends = null, Reason = null, WaitsUntil = null,
    };

    private sealed class Warnings : ILogger<NightTeller>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
                Lines.Add(formatter(state, exception));
        }
    }
}
