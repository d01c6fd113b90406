using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;
using Sync.Script;

namespace Sync.Scheduler.Events;

/// <summary>What an event does when something happens: who is told what in each stage, and who is not waited for any more.</summary>
internal sealed partial class EventConduct(
    Playbook playbook, ScriptOptions options, Instants instants, Barriers barriers, Chores chores, NightOrders orders, ShutterSteps shutters, TimeProvider time, ILogger<EventConduct> log)
{
    private DateTimeOffset Now => time.GetUtcNow();

    public void Begin(BehaviorContext<ScriptEvent, BeginEvent> context)
    {
        var (row, begin) = (context.Saga, context.Message);
        (row.NightId, row.Occasion, row.Target, row.Cameras, row.Latest, row.BeganAt) =
            (begin.NightId, begin.Occasion, begin.Target, [.. begin.Cameras], begin.Latest, Now);
        EventTables.Begins(context.Ledger(), row);
    }

    /// <summary>Begins stages until one has something to wait for, or none is left.</summary>
    public async Task Advance(BehaviorContext<ScriptEvent> context)
    {
        var row = context.Saga;
        var stages = playbook.At(row.Occasion, row.Cameras);
        await shutters.Open(context);
        while (row.Awaited.Count == 0 && ++row.Stage < stages.Count)
        {
            for (var number = 0; number < stages[row.Stage].Parts.Count; number++)
                await Begin(context, stages[row.Stage].Parts[number], number);
            SettleBarriers(context);
            await shutters.Open(context);
        }
        if (row.Awaited.Count > 0)
            return;
        End(context);
        await context.Ledger().Send(Addresses.Night, new EventEnded { NightId = row.NightId, EventId = row.CorrelationId });
    }

    public void StepOver(BehaviorContext<ScriptEvent, StepEnded> context)
    {
        var ended = context.Message;
        if (ended.Stage == context.Saga.Stage && context.Saga.Awaited.Find(a => a.Camera == ended.Camera) is { } part)
            Settle(context.Saga, part, ended.Trouble);
    }

    public void ChoreOver(BehaviorContext<ScriptEvent, ChoreEnded> context)
    {
        var ended = context.Message;
        if (ended.Stage == context.Saga.Stage && context.Saga.Awaited.Find(a => a.Number == ended.Part) is { } part)
            Settle(context.Saga, part, ended.Trouble);
    }

    public void ShuttersClosed(BehaviorContext<ScriptEvent, ScriptRoundClosed> context) => shutters.Closed(context.Saga, context.Message);

    public void SomebodyCame(BehaviorContext<ScriptEvent, BarrierReached> context) => SettleBarriers(context);

    /// <summary>A camera that may never answer is not waited for; it has no part in the stages to come either. One whose shutter may be open has its lease.</summary>
    public void CameraLost(BehaviorContext<ScriptEvent, ParticipantLost> context)
    {
        var (row, camera) = (context.Saga, context.Message.Camera);
        foreach (var part in row.Awaited.Where(a => a.Camera == camera && a.Barrier is null && !a.IsWait && !row.Work.Exists(w => w.Camera == camera)).ToList())
            Settle(row, part, "It fell silent.");
        row.Lost.Add(camera);
    }

    /// <summary>What was to be waited for until now is over; what should have been done by now is named.</summary>
    public void Due(BehaviorContext<ScriptEvent> context)
    {
        var row = context.Saga;
        foreach (var part in row.Awaited.Where(a => a.Due <= Now).ToList())
        {
            if (part.Barrier is { } barrier)
                Settle(row, part, barriers.GiveUp(context.Ledger(), barrier, Programs(row, part)));
            else
                Settle(row, part, part.IsWait ? null : "Nothing was heard of it in time.");
        }
    }

    /// <summary>The night does not wait for it any more. Who waits at a barrier goes on waiting: the night may come to it again.</summary>
    public void Cut(BehaviorContext<ScriptEvent> context)
    {
        context.Saga.Troubles.Add("It was cut off.");
        End(context);
    }

    private void End(BehaviorContext<ScriptEvent> context)
    {
        context.Saga.IsOver = true;
        context.Saga.Awaited.Clear();
        context.Saga.Work.Clear();
        EventTables.Ends(context.Ledger(), context.Saga);
    }

    private async Task Begin(BehaviorContext<ScriptEvent> context, Part part, int number)
    {
        var (row, t, step) = (context.Saga, context.Ledger(), part.Step);
        var within = step.Within ?? Usual(step);
        var awaited = new AwaitedPart(number, part.Camera, step.Verb, (step as BarrierStep)?.Name, Now + within, IsWait: false);
        switch (step)
        {
            case WaitStep wait:
                awaited = awaited with { IsWait = true };
                if (instants.Of(t, wait.For, row.Target) is not { } at)
                    Settle(row, awaited, "That does not come tonight.");
                else if (at > Now)
                    row.Awaited.Add(awaited with { Due = at < row.Latest ? at : row.Latest });
                break;
            case { IsOfCamera: true } when row.Lost.Contains(part.Camera!):
                break;
            case { OpensShutter: true }:
                if (shutters.Begin(row, part, number) is { } why)
                    Settle(row, awaited, why);
                break;
            case { IsOfCamera: true }:
                row.Awaited.Add(awaited with { Due = awaited.Due + Grace });
                await t.Send(Addresses.Camera(part.Camera!), CameraSteps.Order(row, part, within, Now));
                break;
            case BarrierStep:
                row.Awaited.Add(awaited);
                break;
            case SlewStep slew:
                if (await orders.Slew(context, slew, number) is { } trouble)
                    Settle(row, awaited, trouble);
                else
                    row.Awaited.Add(awaited);
                break;
            default:
                row.Awaited.Add(awaited with { Due = awaited.Due + Grace });
                var (id, stage, text) = (row.CorrelationId, row.Stage, Filled(step, row, part.Camera));
                t.OnCommitted(() => chores.Begin(id, stage, number, text, within));
                break;
        }
    }

    private TimeSpan Usual(ScriptStep step) => step switch
    {
        CoolStep cool => options.StepWithin + cool.Over,
        WarmStep warm => options.StepWithin + warm.Over,
        SlewStep => orders.SlewWithin,
        _ => options.StepWithin,
    };

    /// <summary>For the answer to come: whoever reaches the limit says so.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static ScriptStep Filled(ScriptStep step, ScriptEvent row, string? camera) => step is NotifyStep notify
        ? notify with
        {
            Text = notify.Text.Replace("{target}", row.Target ?? "no target", StringComparison.Ordinal)
                .Replace("{event}", row.Occasion.ToString(), StringComparison.Ordinal)
                .Replace("{camera}", camera ?? "the rig", StringComparison.Ordinal),
        }
        : step;

    /// <summary>Barriers that all have come to are open at once.</summary>
    private void SettleBarriers(BehaviorContext<ScriptEvent> context)
    {
        var row = context.Saga;
        foreach (var part in row.Awaited.Where(a => a.Barrier is not null).ToList())
        {
            if (barriers.Opens(context.Ledger(), part.Barrier!, Programs(row, part)))
                row.Settle(part, null);
        }
    }

    /// <summary>A script that was changed while it was followed has nobody to wait for.</summary>
    private IReadOnlyList<string> Programs(ScriptEvent row, AwaitedPart awaited) =>
        playbook.At(row.Occasion, row.Cameras) is var stages && row.Stage < stages.Count && awaited.Number < stages[row.Stage].Parts.Count
            && stages[row.Stage].Parts[awaited.Number].Step is BarrierStep barrier ? barrier.Programs : [];

    private void Settle(ScriptEvent row, AwaitedPart part, string? trouble)
    {
        row.Settle(part, trouble);
        if (trouble is not null)
            NotDone(log, row.Occasion, part.Who, trouble);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The script's {Occasion}: {Who} was not done: {Trouble} The night goes on without it.")]
    private static partial void NotDone(ILogger log, Occasion occasion, string who, string trouble);
}
