using Sync.Devices.Rig;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Nights;

/// <summary>The rig that a person asked for.</summary>
internal static class RigChoice
{
    /// <summary>From a file; or that many simulated cameras, each with the filters of one profile of the catalogue.</summary>
    /// <exception cref="RigException">the file describes no usable rig</exception>
    public static RigDescription Of(string? file, SiteDescription? site, int cameras, IReadOnlyList<ProfileFilters> profiles)
    {
        var rig = file is null ? Simulated(cameras, profiles) : RigFile.Read(file).Whole();
        return site is null ? rig : rig with { Site = site };
    }

    /// <summary>Around again when there are more cameras than profiles.</summary>
    private static RigDescription Simulated(int cameras, IReadOnlyList<ProfileFilters> profiles)
    {
        var demo = DemoRig.Of(cameras);
        if (profiles.Count == 0)
            return demo;
        return demo with { Cameras = [.. demo.Cameras.Select((camera, i) => Fit(camera, profiles[i % profiles.Count]))] };
    }

    private static CameraDescription Fit(CameraDescription camera, ProfileFilters profile) => camera with
    {
        Profile = profile.ProfileId,
        Wheel = profile.Filters.Count == 0 ? null : new WheelDescription { Driver = "simulated", Filters = profile.Filters },
    };
}
