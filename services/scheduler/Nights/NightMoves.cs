using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using Sync.Contracts;
using Sync.Ledger;
using Sync.Ledger.Messages;
using Sync.Scheduler.Books;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Planning;
using Sync.Scheduler.Rounds;

namespace Sync.Scheduler.Nights;

/// <summary>Rounds and the moves before them. Every move begins an epoch, and the round behind it belongs to that epoch.</summary>
internal sealed partial class NightMoves(NightOptions options, GuidingOptions guiding, NightCentring centring, CameraFleet fleet, ILogger log)
{
    public async Task BeginRound(BehaviorContext<Night> context, RoundDecision planned, DateTimeOffset now)
    {
        var night = context.Saga;
        night.RoundId = NewId.NextGuid();
        using var span = SchedulerSpans.OfRound("begin round", night.RoundId.Value);
        await Move(context.Ledger(), night, planned, now);
        var decision = centring.Round(night, planned, now);
        night.Rounds++;
        span?.SetTag("night.id", night.CorrelationId.ToString("N")).SetTag("round.number", night.Rounds).SetTag("target.name", night.TargetName);
        var exposing = Exposing(decision).ToList();
        night.UnderWay = [.. exposing.Select(UnderWay)];
        night.RoundWindow = decision.Window;
        foreach (var slot in exposing)
            Books.Books.Allot(context.Ledger(), night.CorrelationId, night.RoundId.Value, slot.Camera, slot.PlanId, slot.Kind, slot.Frames);
        var focusing = decision.Slots.Where(s => s.FocusesBecause is not null).ToList();
        night.Focusing = [.. focusing.Select(s => s.Camera)];
        foreach (var slot in focusing)
            FocusBook.Grant(context.Ledger(), night.CorrelationId, night.RoundId.Value, slot.Camera, slot.FocusesBecause!);
        night.Solving = [.. decision.Slots.Where(s => s.Solves).Select(s => s.Camera)];
        foreach (var camera in night.Solving)
            SolveBook.Grant(context.Ledger(), night.CorrelationId, night.RoundId.Value, camera);
        await context.Ledger().Send(Addresses.Round, new StartRound
        {
            RoundId = night.RoundId.Value,
            NightId = night.CorrelationId,
            Number = night.Rounds,
            Epoch = night.Epoch,
            PointedEpoch = night.PointedEpoch,
            SkyIsReady = night.MoveId is null,
            Side = night.Side,
            Target = Describe(decision.Target),
            Slots = decision.Slots.ToDictionary(s => s.Camera, Describe),
            Window = decision.Window,
            Limits = decision.Slots.ToDictionary(s => s.Camera, s => s.Until),
            InVain = night.InVain,
            Deadline = decision.Deadline,
        });
    }

    /// <summary>Stops guiding and tracking through a long wait. Its outcome changes nothing: after it the telescopes are pointed anew.</summary>
    public async Task Rest(BehaviorContext<Night> context)
    {
        var night = context.Saga;
        if (night.PointsAt is null)
            return;
        night.PointsAt = null;
        Activity.Current = null; // it belongs to no round: the one before is over
        await context.Ledger().Send(Addresses.Dither, new Rest { MoveId = NewId.NextGuid(), NightId = night.CorrelationId, Epoch = ++night.Epoch });
    }

    /// <summary>Stops whatever the mount does, also where nobody knows what that is. What comes next points the telescopes anew.</summary>
    public static async Task StandStill(BehaviorContext<Night> context)
    {
        var night = context.Saga;
        night.PointsAt = null;
        if (night.Epoch > 0) // otherwise nothing has been moved
            await context.Ledger().Send(Addresses.Dither, new Rest { MoveId = NewId.NextGuid(), NightId = night.CorrelationId, Epoch = ++night.Epoch });
    }

    /// <summary>Somebody else gave cause for it, and it is told in the round's trace.</summary>
    public static async Task CancelRound(BehaviorContext<Night> context, string reason)
    {
        using var span = SchedulerSpans.OfRound("stop round", context.Saga.RoundId!.Value);
        await context.Ledger().Send(Addresses.Round, new CancelRound { RoundId = context.Saga.RoundId.Value, Reason = reason });
    }

    public static async Task Park(BehaviorContext<Night> context)
    {
        var night = context.Saga;
        (night.MoveId, night.PointsAt, night.RoundId, night.WaitsUntil, night.WaitReason) = (NewId.NextGuid(), null, null, null, null);
        (night.MoveKind, night.Side, night.PointedAt) = ("park", null, null);
        await context.Ledger().Send(Addresses.Dither, new Park { MoveId = night.MoveId.Value, NightId = night.CorrelationId, Epoch = ++night.Epoch });
    }

    private async Task Move(Transaction t, Night night, RoundDecision decision, DateTimeOffset now)
    {
        var target = decision.Target;
        if (night.TargetId != target.TargetId)
            (night.TargetId, night.TargetName, night.Project, night.TargetSince, night.FailedCentrings) = (target.TargetId, target.Name, target.Project, now, 0);
        if (KindOfMove(night, decision, now) is not { } kind)
            return;
        (night.SinceDither, night.Unguided) = ([], null);
        (night.MoveId, night.MoveKind) = (NewId.NextGuid(), kind);
        night.Epoch++;
        if (kind != "dither")
            (night.DitheredTo, night.PointedEpoch) = (0, night.Epoch);
        await (kind switch
        {
            "flip" => t.Send(Addresses.Dither, Flip(night, target)),
            "dither" => t.Send(Addresses.Dither, Dither(night, target.TargetId)),
            _ => t.Send(Addresses.Dither, Slew(night, target)),
        });
        if (kind == "centre")
            night.Centring = night.Centring! with { Looks = null };
        else if (kind != "dither")
            centring.Begin(night, target);
    }

    /// <returns>null where the sky stays as it is</returns>
    private string? KindOfMove(Night night, RoundDecision decision, DateTimeOffset now)
    {
        if (decision.Flips || night.PointsAt != decision.Target.TargetId)
            return decision.Flips ? "flip" : "slew";
        if (night.Centring is { } under)
            return under.Looks is null ? null : "centre";
        var drifted = FieldDrifts.Farthest(night, fleet.Present, guiding.RecentreBeyondArcseconds);
        if (drifted is not null)
            Drifted(log, drifted.Camera, drifted.Drift!.Arcseconds, guiding.RecentreBeyondArcseconds);
        var dither = options.Dithering && (night.Unguided is not null || DitherRule.Due(night.SinceDither, [.. Exposing(decision)]));
        var recentre = night.MustRecentre || drifted is not null || (night.Unguided is not null && !options.Dithering)
            || (dither && night.PointedAt + guiding.RecentreEvery <= now);
        return recentre ? "recentre" : dither ? "dither" : null;
    }

    private static IEnumerable<CameraSlot> Exposing(RoundDecision decision) => decision.Slots.Where(s => s.TakesFrames);

    private Slew Slew(Night night, TargetToPlan target) => new()
    {
        MoveId = night.MoveId!.Value,
        NightId = night.CorrelationId,
        Epoch = night.Epoch,
        Target = target.Name,
        RightAscensionHours = target.Position.RightAscensionHours,
        DeclinationDegrees = target.Position.DeclinationDegrees,
        WhenUnsettled = guiding.Remedies(night.Unsettled),
        Looks = night.MoveKind == "centre" ? night.Centring!.Looks : null,
    };

    /// <summary>Only in that direction: behind the meridian the telescopes belong east of the pier.</summary>
    private Flip Flip(Night night, TargetToPlan target) => new()
    {
        MoveId = night.MoveId!.Value,
        NightId = night.CorrelationId,
        Epoch = night.Epoch,
        Target = target.Name,
        RightAscensionHours = target.Position.RightAscensionHours,
        DeclinationDegrees = target.Position.DeclinationDegrees,
        To = SideOfPier.East,
        WhenUnsettled = guiding.Remedies(night.Unsettled),
    };

    private Dither Dither(Night night, Guid target)
    {
        var (reached, number) = (night.DitheredTo, night.Dithers.GetValueOrDefault(target) + 1);
        night.Dithers[target] = night.DitheredTo = number;
        return new Dither
        {
            MoveId = night.MoveId!.Value,
            NightId = night.CorrelationId,
            Epoch = night.Epoch,
            Number = number,
            Reached = reached,
            AmplitudeArcseconds = options.DitherArcseconds,
            WhenUnsettled = guiding.Remedies(night.Unsettled),
        };
    }

    private static RoundTarget Describe(TargetToPlan target) => new()
    {
        TargetId = target.TargetId,
        Name = target.Name,
        Project = target.Project,
        RightAscensionHours = target.Position.RightAscensionHours,
        DeclinationDegrees = target.Position.DeclinationDegrees,
        RotationDegrees = target.RotationDegrees,
    };

    public static NightSlot UnderWay(CameraSlot slot) => new(slot.Camera, slot.PlanId, slot.Kind, slot.Filter, slot.Exposure, slot.Frames);

    public static Slot Describe(CameraSlot slot) => new()
    {
        PlanId = slot.PlanId,
        Kind = slot.Kind,
        Filter = slot.Filter,
        Work = slot.Solves ? SlotWork.Solve : slot.FocusesBecause is null ? SlotWork.Expose : SlotWork.Focus,
        Exposure = slot.Exposure,
        Frames = slot.Frames,
        Gain = slot.Gain,
        Offset = slot.Offset,
        Binning = slot.Binning,
        ReadoutMode = slot.ReadoutMode,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "The field of {Camera} has drifted by {Arcseconds:F0} arcsec; {Limit:F0} are the limit. The telescopes are pointed anew.")]
    private static partial void Drifted(ILogger log, string camera, double arcseconds, double limit);
}
