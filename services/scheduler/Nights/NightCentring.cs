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
    public void Begin(Night night, TargetToPlan target)
    {
        if (options.ToleranceArcseconds == 0 || Chosen(fleet.Present) is null)
            (night.Centring, night.Uncentred) = (null, null);
        else if (night.FailedCentrings < options.Tries)
            (night.Centring, night.Uncentred) = (new(Place(target.Position), 0), null);
    }

    /// <summary>Whoever focuses or solves anyway does so meanwhile. Focus comes first, also for the camera that is chosen.</summary>
    /// <returns>the same round, or one without exposures while the telescopes are being centred</returns>
    public RoundDecision Round(Night night, RoundDecision round, DateTimeOffset now)
    {
        if (night.Centring is not { } centring)
            return round;
        if (Chosen(fleet.Present) is not { } chosen)
            return GoOn(night, round, "no camera that could tell where they look is there.");
        if (now + solve.Within > round.Deadline)
            return GoOn(night, round, "the mount must flip soon, and behind that it is.");
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
            IsOff(log, night.TargetName!, Words(camera, away, outcome));
        else
            Say(night, FormattableString.Invariant($"{Words(camera, away, outcome)} It was looked {tries} times, {options.ToleranceArcseconds:0.#} arcsec are tolerated, and the night goes on as it is."));
    }

    /// <summary>What fails again and again is not begun any more for this target; nobody would ever expose.</summary>
    public void Failed(Night night, string reason)
    {
        if (night.MoveKind == "centre" && ++night.FailedCentrings == options.Tries)
            Say(night, $"{options.Tries} moves towards its middle have failed, the last one so: {reason}");
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
        Say(night, why);
        return round;
    }

    private void Say(Night night, string why)
    {
        night.Uncentred = $"{night.TargetName} is not centred: {why}";
        NotCentred(log, night.Uncentred);
    }

    private static SkyPlace Place(Equatorial at) => new() { RightAscensionHours = at.RightAscensionHours, DeclinationDegrees = at.DeclinationDegrees };

    private static double Away(SkyPlace field, SkyPlace target) => ArcsecondsPerDegree * Sky.SeparationDegrees(
        new(field.RightAscensionHours, field.DeclinationDegrees), new(target.RightAscensionHours, target.DeclinationDegrees));

    private static string Words(string camera, double? away, CameraOutcome? outcome) => away is { } arcseconds
        ? FormattableString.Invariant($"{camera} looks {arcseconds:F0} arcsec beside it.")
        : $"where {camera} looks is not known. {outcome?.Reason ?? "Its field was not told."}";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Target} is centred to {Arcseconds:F0} arcsec, as {Camera} sees it; it was looked {Tries} times")]
    private static partial void Centred(ILogger log, string target, double arcseconds, string camera, int tries);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Target} is not centred yet: {How}")]
    private static partial void IsOff(ILogger log, string target, string how);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void NotCentred(ILogger log, string sentence);
}
