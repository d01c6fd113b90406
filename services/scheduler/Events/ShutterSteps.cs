using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Nights;
using Sync.Scheduler.Rounds;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>
/// Steps that open shutters. They are done in rounds like any other, of all cameras of the stage together, one after the other until
/// nothing is left: so each shutter has its hold, and what a restart interrupts goes on where it was.
/// </summary>
internal sealed partial class ShutterSteps(CameraFleet fleet, FocusSlotOptions focus, RoundOptions rounds, ScriptOptions options, TimeProvider time, ILogger<ShutterSteps> log)
{
    /// <summary>A round that began in time, and its limits, are over long before.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(20);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <returns>why nothing is to be done; null when it is begun, or there is nothing</returns>
    public string? Begin(ScriptEvent row, Part part, int number)
    {
        if (row.ShuttersClosedBecause is { } reason)
            return reason;
        if (fleet.Present.FirstOrDefault(c => c.Camera == part.Camera) is not { } camera)
            return "It is not there.";
        var (jobs, trouble) = ShutterJobs.Of(part.Step, camera, focus.Within);
        if (jobs.Count == 0)
            return trouble;
        var length = jobs.Aggregate(TimeSpan.Zero, (sum, j) => sum + j.Length);
        var until = Now + (part.Step.Within ?? options.StepWithin + rounds.PatienceAtMost + (length * 1.2));
        row.Work.Add(new(number, part.Camera!, until, jobs));
        row.Awaited.Add(new(number, part.Camera, part.Step.Verb, null, until + Grace + length, IsWait: false));
        return null;
    }

    /// <summary>Asks for the next round, where there is more to do and none is under way.</summary>
    public async Task Open(BehaviorContext<ScriptEvent> context)
    {
        var row = context.Saga;
        if (row.RoundIsAsked)
            return;
        foreach (var late in row.Work.Where(w => w.Until <= Now).ToList())
            Over(row, late.GivenUp("its time was over."));
        if (row.Work.Count == 0)
            return;
        var readouts = fleet.Heard.ToDictionary(c => c.Camera, c => c.Readout);
        var next = row.Work.ToDictionary(w => w.Camera, w => w.Jobs[0].Next(readouts.GetValueOrDefault(w.Camera)));
        row.RoundIsAsked = true;
        await context.Ledger().Send(Addresses.Night, new OpenForScript
        {
            NightId = row.NightId,
            EventId = row.CorrelationId,
            Stage = row.Stage,
            Name = $"the script's {row.Occasion}",
            Slots = next.ToDictionary(n => n.Key, n => n.Value.Slot),
            Window = TimeSpan.FromSeconds(Math.Ceiling(next.Values.Max(n => n.Window).TotalSeconds)),
        });
    }

    public void Closed(ScriptEvent row, ScriptRoundClosed closed)
    {
        if (closed.Stage != row.Stage || !row.RoundIsAsked)
            return;
        row.RoundIsAsked = false;
        var there = fleet.Present.Select(c => c.Camera).ToHashSet();
        foreach (var work in row.Work.ToList())
        {
            var after = closed.Trouble is { } trouble ? work.GivenUp(trouble)
                : row.ShuttersClosedBecause is { } reason ? work.GivenUp(reason)
                : closed.Cameras.FirstOrDefault(c => c.Camera == work.Camera) is { } outcome ? work.After(outcome, there.Contains(work.Camera))
                : work;
            if (after.Jobs.Count == 0)
                Over(row, after);
            else
                row.Work[row.Work.IndexOf(work)] = after;
        }
    }

    private void Over(ScriptEvent row, ShutterWork work)
    {
        var part = row.Awaited.First(a => a.Number == work.Part && a.Camera == work.Camera);
        var trouble = work.Troubles.Count == 0 ? null : string.Join(" ", work.Troubles);
        row.Settle(part, trouble);
        if (trouble is not null)
            NotDone(log, row.Occasion, part.Who, trouble);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The script's {Occasion}: {Who} was not done, or not all of it: {Trouble} The night goes on without it.")]
    private static partial void NotDone(ILogger log, Occasion occasion, string who, string trouble);
}
