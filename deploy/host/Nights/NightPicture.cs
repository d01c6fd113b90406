using Sync.Contracts;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Host.Nights;

/// <summary>All that the screen shows, at one instant.</summary>
/// <param name="Now">By the night's clock.</param>
/// <param name="SiteName">Where.</param>
/// <param name="Sky">The sun's course tonight.</param>
/// <param name="Night">Null before it began.</param>
/// <param name="Cameras">In the order of the rig.</param>
/// <param name="Plans">Of the present target.</param>
/// <param name="Notice">What the operator must read; null when there is nothing.</param>
/// <param name="Check">What was found before the night; null until then.</param>
internal sealed record NightPicture(
    DateTimeOffset Now, string SiteName, Astro.Twilight.Night Sky, NightView? Night, IReadOnlyList<CameraPicture> Cameras,
    IReadOnlyList<PlanSummary> Plans, string? Notice, CheckCompleted? Check = null);

/// <summary>One camera at one instant.</summary>
/// <param name="Name">As in the rig.</param>
/// <param name="Seen">Whether it was ever heard of tonight.</param>
/// <param name="Activity">Null while it is not there.</param>
/// <param name="Ends">When its exposure ends; null when none is under way.</param>
/// <param name="Exposure">Its length; null when none is under way.</param>
/// <param name="Slot">What it takes in this round; null when it has no part in it.</param>
/// <param name="Frames">Tonight.</param>
internal sealed record CameraPicture(
    string Name, bool Seen, CameraActivity? Activity, DateTimeOffset? Ends, TimeSpan? Exposure, NightSlot? Slot, FrameTally Frames);

/// <summary>Tonight's frames of one camera.</summary>
internal sealed record FrameTally(int Accepted, int Pending, int Rejected)
{
    public static readonly FrameTally None = new(0, 0, 0);
}
