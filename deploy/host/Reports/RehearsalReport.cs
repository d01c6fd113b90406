using System.Text.Json.Serialization;
using Dapper;
using Sync.Devices.Simulated.World;
using Sync.Host.Faults;

namespace Sync.Host.Reports;

/// <summary>What a simulated night came to. Violations are judged by what the devices recorded, not by what the services believe.</summary>
internal sealed record RehearsalReport
{
    public required int Rounds { get; init; }

    public required int Frames { get; init; }

    public required int FilesOnDisk { get; init; }

    public required int FramesRecorded { get; init; }

    public required int Accepted { get; init; }

    public required int Rejected { get; init; }

    public required int Pending { get; init; }

    public required int Moves { get; init; }

    public required IReadOnlyList<Violation> Violations { get; init; }

    public required double OpenShutterFraction { get; init; }

    public required Spread DeadTimeSeconds { get; init; }

    public required Spread StartSkewSeconds { get; init; }

    public required double SimulatedSeconds { get; init; }

    public required double WallSeconds { get; init; }

    public required IReadOnlyList<CameraReport> PerCamera { get; init; }

    /// <summary>What went wrong, where that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Fault>? Faults { get; init; }

    /// <summary>What must be true whatever goes wrong, and was not; the violations apart.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BrokenPromise>? Broken { get; init; }

    /// <summary>No shutter was open when it must not be, every file has its record, and no other promise was broken.</summary>
    [JsonIgnore]
    public bool IsClean => Violations.Count == 0 && FilesOnDisk == FramesRecorded && Broken is not { Count: > 0 };

    public static async Task<RehearsalReport> Of(Evidence night, HostSettings settings, TimeSpan simulated, TimeSpan wall)
    {
        var (records, rounds) = (night.Records, night.Rounds);
        var verdict = RoundJudge.Of(records, rounds);
        var kept = FocusRuns.Without(records, rounds);
        var shutters = new Shutters(Opening.All(kept), rounds);
        var frames = await night.Store.Read(c => c.Query<FrameCount>(
            "select camera as Camera, state as State, count(*) as Frames from frame where night_id = @id group by camera, state",
            new { id = night.NightId.ToString("N") }).AsList());
        return new RehearsalReport
        {
            Rounds = rounds.Count(r => r.OpenedAt is not null),
            Frames = WorldJudge.Judge(kept, null).Cameras.Sum(c => c.Exposures - c.Aborted),
            FilesOnDisk = Directory.Exists(settings.Frames) ? Directory.EnumerateFiles(settings.Frames, "*.fits", SearchOption.AllDirectories).Count() : 0,
            FramesRecorded = frames.Sum(f => f.Frames),
            Accepted = frames.Where(f => f.State == "Accepted").Sum(f => f.Frames),
            Rejected = frames.Where(f => f.State == "Rejected").Sum(f => f.Frames),
            Pending = frames.Where(f => f.State == "Pending").Sum(f => f.Frames),
            Moves = night.Moves,
            Violations = verdict.Violations,
            OpenShutterFraction = shutters.OpenFraction(settings.Cameras, simulated),
            DeadTimeSeconds = Spread.Of(shutters.DeadTimes),
            StartSkewSeconds = Spread.Of(shutters.Skews),
            SimulatedSeconds = Math.Round(simulated.TotalSeconds, 3),
            WallSeconds = Math.Round(wall.TotalSeconds, 3),
            PerCamera = [.. settings.Cameras.Select(c => new CameraReport(
                c,
                frames.Where(f => f.Camera == c).Sum(f => f.Frames),
                Math.Round(shutters.Open(c).TotalSeconds, 3),
                Math.Round(shutters.Waiting(c).TotalSeconds, 3)))],
        };
    }

    private sealed class FrameCount
    {
        public required string Camera { get; init; }

        public required string State { get; init; }

        public required int Frames { get; init; }
    }
}

/// <summary>One camera's part in a simulated night.</summary>
internal sealed record CameraReport(string Camera, int Frames, double OpenShutterSeconds, double WaitingSeconds);
