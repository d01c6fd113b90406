using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sync.Clock;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Nights;

namespace Sync.Scheduler.Checks;

/// <summary>Checks that run beside everything else, and what becomes of their results: kept, logged, shown, and told to who asked.</summary>
internal sealed partial class Checkups(
    ReadinessCheck check, Store store, Voice voice, Tonight tonight, TimeProvider time, ILogger<Checkups> log) : IHostedService, IDisposable
{
    /// <summary>By the real clock: a database that is away is no reason to say nothing.</summary>
    private static readonly TimeSpan StoreLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WorthReading = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nothing writes any more when this has returned.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        Task last;
        lock (gate)
            last = running;
        await last.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => stop.Dispose();

    /// <summary>A night begins, and does not wait for it.</summary>
    public void BeginForNight(Guid nightId, DateTimeOffset? ends) => Begin(async () =>
    {
        tonight.Checked(null); // an earlier night's is over
        var completed = await check.Run(NewId.NextGuid(), ends, stop.Token);
        await Keep(completed, nightId);
        foreach (var item in completed.Items.Where(i => i.Outcome != CheckOutcome.Good))
            Problem(log, item.Where, item.Subject, item.Finding);
        if (completed.IsReady)
            Ready(log, completed.Items.Count);
        tonight.Checked(completed);
    });

    /// <summary>A person asked, and waits for the result.</summary>
    public void BeginForOperator(Guid checkId) => Begin(async () =>
    {
        var completed = await check.Run(checkId, null, stop.Token);
        await Keep(completed, null); // before the answer, for whoever asked may end this process then
        await voice.Say(Addresses.Operator, completed, WorthReading);
    });

    private void Begin(Func<Task> run)
    {
        var work = Work.Begin(time);
        lock (gate)
            running = Task.WhenAll(running, Task.Run(() => Run(run, work)));
    }

    private async Task Run(Func<Task> run, IDisposable work)
    {
        using (work)
        {
            try
            {
                await run();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // the process ends, and asks again when a night begins
            }
            catch (Exception e)
            {
                NotCompleted(log, e.Message);
            }
        }
    }

    private async Task Keep(CheckCompleted completed, Guid? nightId)
    {
        try
        {
            await Write(completed, nightId).WaitAsync(StoreLimit, TimeProvider.System);
        }
        catch (Exception e) when (e is DbException or LedgerException or TimeoutException)
        {
            NotKept(log, e.Message);
        }
    }

    private Task Write(CheckCompleted completed, Guid? nightId) => store.Write(
        t => t.Execute(
            """
            insert into night_check (check_id, night_id, completed, ready, items) select @check, @night, @at, @ready, @items
            where not exists (select 1 from night_check where check_id = @check)
            """,
            new
            {
                check = completed.CheckId.Key(),
                night = nightId?.Key(),
                at = completed.At.ToUnixTimeMilliseconds(),
                ready = completed.IsReady ? 1 : 0,
                items = JsonSerializer.Serialize(completed.Items, Json),
            }),
        CancellationToken.None);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ready for the night: {Count} things were looked at.")]
    private static partial void Ready(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Before the night, {Where}, {Subject}: {Finding}")]
    private static partial void Problem(ILogger log, string where, string subject, string finding);

    [LoggerMessage(Level = LogLevel.Error, Message = "What was found before the night could not be told: {Reason} The night goes on.")]
    private static partial void NotCompleted(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was found before the night could not be kept: {Reason} See that the database answers.")]
    private static partial void NotKept(ILogger log, string reason);
}
