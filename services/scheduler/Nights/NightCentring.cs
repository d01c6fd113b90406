using Microsoft.Extensions.Logging;
using Sync.Astro.Coordinates;
using Sync.Contracts;
using Sync.Scheduler.Fleet;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Nights;

/// <summary>
/// Brings the telescopes to the middle of their target: behind each slew and flip a camera finds out where they look, in a round in which
/// nobody exposes, and as long as that is too far off the next round begins with a move that brings them there.
/// </summary>
internal sealed partial class NightCentring(CentringOptions options, SolveSlotOptions solve, NightPlan plan, CameraFleet fleet, ILogger<NightCentring> log)
{
    private const double ArcsecondsPerDegree = 3600;

    /// <summary>The telescopes were ordered anew to a target.</summary>
    public void Begin(Night night, TargetToPlan target) => night.Centring =
        options.ToleranceArcseconds == 0 || night.FailedCentrings >= options.Tries || Chosen(fleet.Present) is null ? null
        : new(new() { RightAscensionHours = target.Position.RightAscensionHours, DeclinationDegrees = target.Position.DeclinationDegrees }, 0);

    /// <summary>Whoever focuses or solves anyway does so meanwhile. Focus comes first, also for the camera that is chosen.</summary>
    /// <returns>the same round, or one without exposures while the telescopes are being centred</returns>
    public RoundDecision Round(Night night, RoundDecision round, DateTimeOffset now)
    {
        if (night.Centring is not { } centring)
            return round;
        if (Chosen(fleet.Present) is not { } chosen)
            return GoOn(night, round, "no camera that could tell is there.");
        if (now + solve.Within > round.Deadline)
            return GoOn(night, round, "the mount must flip soon.");
        var focuses = round.Slots.Any(s => s.Camera == chosen.Camera && s.FocusesBecause is not null);
        IEnumerable<CameraSlot> others = round.Slots.Where(s => !s.TakesFrames && (focuses || s.Camera != chosen.Camera));
        IReadOnlyList<CameraSlot> slots = focuses ? [.. others] : [.. others, Slot(round, chosen)];
        var alone = round with { Slots = slots, Window = slots.Max(s => s.Exposure) };
        if (plan.TooLong(alone) is { } why)
            return GoOn(night, round, why);
        night.Centring = centring with { Camera = focuses ? null : chosen.Camera };
        return alone;
    }

    /// <summary>A round is closed; if it was to tell where the telescopes look, that decides what is next. A round that never opened was a try as well.</summary>
    public void Closed(Night night, RoundClosed round)
    {
        if (night.Centring is not { Camera: { } camera } centring)
            return;
        var outcome = round.Cameras.FirstOrDefault(c => c.Camera == camera);
        var away = outcome?.Field is { } field ? Away(field, centring.Target) : (double?)null;
        var tries = centring.Tries + 1;
        night.Centring = away <= options.ToleranceArcseconds || tries >= options.Tries ? null
            : centring with { Tries = tries, Camera = null, Looks = away is null ? null : outcome!.Field };
        if (away <= options.ToleranceArcseconds)
            Centred(log, night.TargetName!, away.Value, camera, tries);
        else if (night.Centring is not null)
            IsOff(log, camera, night.TargetName!, Words(away, outcome));
        else
            Uncentred(log, night.TargetName!, Words(away, outcome), camera, tries, options.ToleranceArcseconds);
    }

    /// <summary>What fails again and again is not begun any more for this target; nobody would ever expose.</summary>
    public void Failed(Night night, string reason)
    {
        if (night.MoveKind == "centre" && ++night.FailedCentrings == options.Tries)
            CannotCentre(log, night.TargetName!, options.Tries, reason);
        night.Centring = null; // the next move points anew
    }

    /// <summary>Of those that can tell: who was chosen by the rig's owner, else the one that sees finest.</summary>
    private static CameraHeartbeat? Chosen(IEnumerable<CameraHeartbeat> cameras) => cameras
        .Where(c => c.Solves)
        .OrderByDescending(c => c.Centres).ThenByDescending(c => c.FocalLengthMillimetres ?? 0).ThenBy(c => c.Camera, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>Through the filter that it would have used, or any where it has nothing to take of this target.</summary>
    private CameraSlot Slot(RoundDecision round, CameraHeartbeat camera)
    {
        var own = round.Slots.FirstOrDefault(s => s.Camera == camera.Camera)
            ?? new(camera.Camera, Guid.Empty, "centring", camera.Filters.Count > 0 ? camera.Filters[0] : null, solve.Within, null, null, 1, null, 0)
            {
                Until = round.Slots.Max(s => s.Until),
            };
        return own with { Exposure = solve.Within, Frames = 1, Solves = true };
    }

    private RoundDecision GoOn(Night night, RoundDecision round, string why)
    {
        night.Centring = null;
        IsNotCentred(log, round.Target.Name, why);
        return round;
    }

    private static double Away(SkyPlace field, SkyPlace target) => ArcsecondsPerDegree * Sky.SeparationDegrees(
        new(field.RightAscensionHours, field.DeclinationDegrees), new(target.RightAscensionHours, target.DeclinationDegrees));

    private static string Words(double? away, CameraOutcome? outcome) => away is { } arcseconds
        ? FormattableString.Invariant($"by {arcseconds:F0} arcsec")
        : $"nobody knows how far: {outcome?.Reason ?? "its field was not told."}";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Target} is centred to {Arcseconds:F0} arcsec, as {Camera} sees it; it was looked {Tries} times")]
    private static partial void Centred(ILogger log, string target, double arcseconds, string camera, int tries);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Camera} looks beside {Target}, {How}; that is tried to be mended")]
    private static partial void IsOff(ILogger log, string camera, string target, string how);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} is not centred, {How}. {Camera} has looked {Tries} times, {Tolerance} arcsec are tolerated, and the night goes on as it is.")]
    private static partial void Uncentred(ILogger log, string target, string how, string camera, int tries, double tolerance);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} is not centred any more: {Times} moves towards its middle have failed, the last one so: {Reason}")]
    private static partial void CannotCentre(ILogger log, string target, int times, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Target} is exposed without being centred: {Why}")]
    private static partial void IsNotCentred(ILogger log, string target, string why);
}
