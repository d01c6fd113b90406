using System.Data.Common;
using Dapper;
using Sync.Devices.Simulated.World;
using Sync.Host.Reports;
using Sync.Scheduler.Rounds;

namespace Sync.Host.Faults;

/// <summary>Judges invariants 3 to 7 by files, books and devices. Those about shutters are <see cref="RoundJudge"/>'s.</summary>
internal static class PromiseJudge
{
    /// <summary>What a message, a restart or the look of a monitor may take on top of a limit.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>What a role that was away needs to be told again what it has missed.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(30);

    /// <summary>Plans of which more is accepted, pending and under way than is wanted: invariant 4.</summary>
    public static IReadOnlyList<BrokenPromise> Overdone(DbConnection books, DateTimeOffset now) =>
        [.. books.Query<string>("""
            select p.plan_id || ': ' || p.desired || ' wanted, ' || sum(taken.frames) || ' taken or begun' from exposure_plan p
            join (
                select plan_id, 1 as frames from frame where night_id is not null and state in ('Accepted', 'Pending')
                union all select plan_id, frames - booked from allotment where state = 'Open'
            ) taken on taken.plan_id = p.plan_id
            group by p.plan_id, p.desired having sum(taken.frames) > p.desired
            """).Select(o => new BrokenPromise(4, $"At {now:HH:mm:ss} of plan {o}."))];

    public static async Task<IReadOnlyList<BrokenPromise>> Judge(Evidence night, string frames, IReadOnlyList<Fault> faults, DateTimeOffset now)
    {
        var taken = await night.Store.Read(c => c.Query<Taken>(
            "select frame_id as FrameId, camera as Camera, path as Path, state as State, opened as Opened, closed as Closed from frame where night_id = @id",
            new { id = night.NightId.ToString("N") }).AsList());
        var open = await night.Store.Read(c => c.Query<string>("select camera || ' in round ' || round_id from allotment where state = 'Open'").AsList());
        return
        [
            .. Files(taken, frames).Select(w => new BrokenPromise(3, w)),
            .. open.Select(o => new BrokenPromise(3, $"{o} neither saved what it was given nor gave it up.")),
            .. await night.Store.Read(c => Overdone(c, now)),
            .. night.Rounds.SelectMany(r => Unended(r)).Select(w => new BrokenPromise(5, w)),
            .. night.Rounds.SelectMany(r => TooLong(r, faults)).Select(w => new BrokenPromise(6, w)),
            .. Disturbed(taken, night.Records).Select(w => new BrokenPromise(7, w)),
        ];
    }

    private static IEnumerable<string> Files(IReadOnlyList<Taken> taken, string folder)
    {
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.fits", SearchOption.AllDirectories).ToHashSet() : [];
        foreach (var twice in taken.GroupBy(t => t.Path).Where(g => g.Count() > 1))
            yield return $"{twice.Key} is recorded {twice.Count()} times.";
        foreach (var missing in taken.Where(t => !files.Contains(t.Path)))
            yield return $"Frame {missing.FrameId} of {missing.Camera} is recorded and has no file {missing.Path}.";
        foreach (var unknown in files.Except(taken.Select(t => t.Path)))
            yield return $"The file {unknown} is in no record.";
    }

    private static IEnumerable<string> Unended(Round round)
    {
        if (round.ClosedAt is null)
            yield return $"Round {round.Number} never ended.";
        foreach (var camera in round.Cameras.Where(c => c.Phase is not CameraPhase.Taken && string.IsNullOrWhiteSpace(c.Reason)))
            yield return $"Round {round.Number} does not say why {camera.Name} is {camera.Phase}.";
    }

    /// <summary>Beyond patience and lease a round may only last because nobody was there to end it.</summary>
    private static IEnumerable<string> TooLong(Round round, IReadOnlyList<Fault> faults)
    {
        var options = new RoundOptions();
        if (round.SkyReadyAt is { } sky && (round.OpenedAt ?? round.ClosedAt) is { } opened
            && opened - sky is var waited && waited > options.PatienceAtMost + Grace + Away(faults, sky, opened))
            yield return $"Round {round.Number} waited {waited.TotalSeconds:0} s to open, though patience ends after {options.PatienceAtMost.TotalSeconds:0} s.";
        if (round.OpenedAt is { } from && round.ClosedAt is { } closed && closed - from is var lasted
            && lasted > round.Lease + TimeSpan.FromSeconds(1) + (round.Lease / 1000) + Grace + Away(faults, from, closed))
            yield return $"Round {round.Number} held the sky for {lasted.TotalSeconds:0} s, though its lease is {round.Lease.TotalSeconds:0} s.";
    }

    /// <summary>How long the scheduler, who ends all waits, may not have been able to.</summary>
    private static TimeSpan Away(IEnumerable<Fault> faults, DateTimeOffset from, DateTimeOffset until) => faults
        .Where(f => f.Who is Contracts.Senders.Scheduler or FaultPlan.Broker && f.At < until && f.Until + Recovery > from)
        .Aggregate(TimeSpan.Zero, (sum, f) => sum + f.Lasts + Recovery);

    private static IEnumerable<string> Disturbed(IEnumerable<Taken> taken, IReadOnlyCollection<TruthRecord> records)
    {
        var accepted = taken.Where(t => t.State == "Accepted").ToList();
        var exposures = accepted.SelectMany(t => new TruthRecord[]
        {
            new ShutterOpened($"{t.Camera} {t.FrameId}", DateTimeOffset.FromUnixTimeMilliseconds(t.Opened + 1), 1, (t.Closed - t.Opened - 2) / 1000.0),
        });
        var moves = records.Where(r => r is MoveBegan or MoveEnded);
        return WorldJudge.Judge([.. exposures, .. moves], null).Violations.Select(v => $"It was counted, and {v}.");
    }

    private sealed class Taken
    {
        public required string FrameId { get; init; }

        public required string Camera { get; init; }

        public required string Path { get; init; }

        public required string State { get; init; }

        public required long Opened { get; init; }

        public required long Closed { get; init; }
    }
}
