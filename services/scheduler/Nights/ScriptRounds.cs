using System.Diagnostics;
using MassTransit;
using Sync.Contracts;
using Sync.Ledger.Messages;
using Sync.Scheduler.Books;
using Sync.Scheduler.Events;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Nights;

/// <summary>Rounds that the night's script wants: in the present epoch, while the sky is still. They serve no plan, and nothing is allotted for them.</summary>
internal sealed class ScriptRounds(TimeProvider time)
{
    public async Task Begin(BehaviorContext<Night, OpenForScript> context)
    {
        var (night, wanted) = (context.Saga, context.Message);
        if (wanted.EventId != night.EventId)
            return;
        if (Refusal(night) is { } trouble)
        {
            await Tell(context, wanted.Stage, [], trouble);
            return;
        }
        (night.RoundId, night.ScriptStage) = (NewId.NextGuid(), wanted.Stage);
        using var span = SchedulerSpans.OfRound("begin round", night.RoundId.Value);
        night.Rounds++;
        span?.SetTag("night.id", night.CorrelationId.ToString("N")).SetTag("round.number", night.Rounds).SetTag("target.name", wanted.Name);
        ScriptBook.Begun(context.Ledger(), night.CorrelationId, night.RoundId.Value);
        foreach (var (camera, _) in wanted.Slots.Where(s => s.Value.Work == SlotWork.Focus))
        {
            FocusBook.Grant(context.Ledger(), night.CorrelationId, night.RoundId.Value, camera, "The script wants it.");
            night.Focused[camera] = time.GetUtcNow();
        }
        await context.Ledger().Send(Addresses.Round, Start(night, wanted));
    }

    public async Task Closed(BehaviorContext<Night, RoundClosed> context)
    {
        var night = context.Saga;
        if (night.EventId is not null)
            await Tell(context, night.ScriptStage!.Value, context.Message.Cameras, null);
        (night.RoundId, night.ScriptStage) = (null, null);
    }

    /// <summary>Nothing more comes of it, and nobody waits for it but for its shutters.</summary>
    public Task Cancel<T>(BehaviorContext<Night, T> context)
        where T : class => NightMoves.CancelRound(context, context.Saga.StopReason ?? "The script's event is over.");

    /// <summary>The mount is parked already, and the rest of the script is done. Only what takes frames is not.</summary>
    public async Task KeepClosed(BehaviorContext<Night, StopNight> context)
    {
        await context.Ledger().Send(Addresses.Event, new KeepShuttersClosed { EventId = context.Saga.EventId!.Value, Reason = context.Message.Reason });
        if (context.Saga.RoundId is not null)
            await NightMoves.CancelRound(context, context.Message.Reason);
    }

    private static string? Refusal(Night night) =>
        night.MoveId is not null ? "the telescopes still move."
        : night.RoundId is not null ? "a round is still under way."
        : night.IsUnsafe ? $"it is not safe to be out: {night.UnsafeReason}."
        : null;

    private static StartRound Start(Night night, OpenForScript wanted) => new()
    {
        RoundId = night.RoundId!.Value,
        NightId = night.CorrelationId,
        Number = night.Rounds,
        Epoch = night.Epoch,
        SkyIsReady = true,
        Target = new()
        {
            TargetId = wanted.EventId, Name = wanted.Name, Project = "", RightAscensionHours = 0, DeclinationDegrees = 0, RotationDegrees = 0,
        },
        Slots = wanted.Slots,
        Window = wanted.Window,
        Limits = new Dictionary<string, DateTimeOffset>(),
        InVain = new Dictionary<string, int>(),
        Deadline = null,
    };

    private static async Task Tell(BehaviorContext<Night> context, int stage, IReadOnlyList<CameraOutcome> cameras, string? trouble)
    {
        Activity.Current = null; // the round is over
        await context.Ledger().Send(Addresses.Event, new ScriptRoundClosed { EventId = context.Saga.EventId!.Value, Stage = stage, Cameras = cameras, Trouble = trouble });
    }
}
