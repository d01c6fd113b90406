using System.Collections.Concurrent;
using Sync.Clock;
using Sync.Contracts;
using Sync.Tests.Scheduler.Rounds;

namespace Sync.Tests.Scheduler.Nights;

/// <summary>The hearts of cameras: they beat every three seconds, whatever the test does.</summary>
internal sealed class Hearts
{
    private readonly SortedSet<string> beating = new(StringComparer.Ordinal);

    /// <summary>How much each camera needs to focus, percent; a camera that is not in it can't.</summary>
    public ConcurrentDictionary<string, double> Needs { get; } = [];

    /// <summary>Cameras that can find out how their fields lie.</summary>
    public ConcurrentDictionary<string, bool> Solvers { get; } = [];

    /// <summary>The camera whose rig's owner has chosen it to tell where the telescopes look; null for none.</summary>
    public string? Chosen { get; set; }

    /// <summary>The only filter in the wheel of each camera; L where it is not in it.</summary>
    public ConcurrentDictionary<string, string> Filters { get; } = [];

    /// <summary>In millimetres; 500 where a camera is not in it.</summary>
    public ConcurrentDictionary<string, double> FocalLengths { get; } = [];

    /// <summary>How far the field of each camera has drifted; one that is not in it does not know.</summary>
    public ConcurrentDictionary<string, FieldDrift> Drifts { get; } = [];

    /// <summary>The process of each camera's agent; the first one where it is not in it.</summary>
    public ConcurrentDictionary<string, Guid> Instances { get; } = [];

    public Task Begin(SchedulerStage stage, string camera)
    {
        lock (beating)
            beating.Add(camera);
        return Beat(stage, camera);
    }

    public void Stop(string camera)
    {
        lock (beating)
            beating.Remove(camera);
    }

    public async Task Beat(SchedulerStage stage, CancellationToken stop)
    {
        using var work = Work.Begin(stage.Time);
        while (true)
        {
            string[] cameras;
            lock (beating)
                cameras = [.. beating];
            foreach (var camera in cameras)
                await Beat(stage, camera);
            await stage.Time.Pass(TimeSpan.FromSeconds(3), stop);
        }
    }

    private Task Beat(SchedulerStage stage, string camera) => stage.Say(Addresses.Fleet, new CameraHeartbeat
    {
        Camera = camera, Instance = Instances.GetValueOrDefault(camera), Filters = [Filters.GetValueOrDefault(camera, "L")], Profile = camera, PixelArcseconds = 1, Activity = CameraActivity.SyncWait,
        ExposureEnds = null, Exposure = null, Readout = TimeSpan.FromSeconds(1), SentAt = stage.Time.GetUtcNow(),
        FocusNeedPercent = Needs.TryGetValue(camera, out var need) ? need : null, FocusReason = "A test wants it.",
        Solves = Solvers.ContainsKey(camera), Centres = Chosen == camera, FocalLengthMillimetres = FocalLengths.TryGetValue(camera, out var length) ? length : 500,
        Drift = Drifts.GetValueOrDefault(camera),
    });
}
