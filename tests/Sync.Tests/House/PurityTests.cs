using System.Text.RegularExpressions;

namespace Sync.Tests.House;

public partial class PurityTests
{
    private static readonly string[] Pure =
    [
        "contracts/", "astro/", "script/", "devices/Simulated/Frames/",
        "devices/Solving/LinearWcs.cs", "devices/Solving/IndexScales.cs", "devices/Solving/Plausible.cs", "devices/Solving/SolveFieldOutput.cs",
        "devices/Solving/AstapResult.cs", "devices/Phd2/GuideLog.cs", "devices/Phd2/GuideStatistics.cs", "devices/Phd2/SettleJudge.cs", "devices/Phd2/LockShift.cs",
        "devices/Phd2/Phd2Reading.cs", "devices/Phd2/Phd2Lines.cs", "devices/Phd2/GuidingTurns.cs", "devices/Phd2/Phd2Picture.cs",
        "devices/Stations/WeatherJudge.cs", "services/dither/Domes/SlitChoice.cs", "services/scheduler/Planning/", "services/scheduler/Rounds/Lease.cs",
        "services/scheduler/Rounds/Patience.cs", "measure/", "services/grader/Grading/", "services/dither/Patterns/", "services/dither/Domes/SlitChoice.cs",
        "services/camera-agent/Holds/", "services/camera-agent/Checks/DiskSpace.cs", "services/camera-agent/Focusing/FocusCurve.cs",
        "services/camera-agent/Focusing/FocusNeed.cs", "services/camera-agent/Focusing/FocusRun.cs", "services/camera-agent/Focusing/Parabola.cs",
        "services/camera-agent/Solving/SolveRun.cs",
        "services/scheduler/Nights/FocusGrants.cs", "services/scheduler/Nights/SolveGrants.cs", "services/scheduler/Checks/ClockOffset.cs",
        "services/scheduler/Story/NightStory.cs", "services/scheduler/Story/NightRecord.cs",
        "services/scheduler/Story/RoundStory.cs", "services/scheduler/Story/Between.cs", "services/scheduler/Story/Moves.cs", "services/scheduler/Story/NightTrace.cs",
        "services/scheduler/Story/FocusStory.cs", "services/scheduler/Story/SolveStory.cs",
        "devices/Indi/IndiInterface.cs", "devices/Indi/IndiRoll.cs", "deploy/host/Listing/RigLine.cs", "deploy/host/Listing/Advice.cs", "deploy/host/Reports/DevicesText.cs",
        "deploy/host/Snaps/Preview.cs", "deploy/host/Snaps/GreyPng.cs",
    ];

    [Fact]
    public void Pure_folders_know_no_clock_no_chance_and_no_world()
    {
        var files = Repository.Sources.Where(f => Pure.Any(p => f.Path.StartsWith(p, StringComparison.Ordinal))).ToList();
        Assert.All(Pure, p => Assert.Contains(files, f => f.Path.StartsWith(p, StringComparison.Ordinal)));
        Findings.None(files.SelectMany(f => f.Matching(Impure())));
    }

    [Fact]
    public void Nobody_sleeps_or_reads_the_clock_of_the_machine() =>
        Findings.None(Repository.Sources.Where(f => !f.IsRule).SelectMany(f => f.Matching(MachineClock())));

    [Fact]
    public void Every_limit_runs_on_the_given_clock() =>
        Findings.None(Repository.Sources.Where(f => !f.IsTest).SelectMany(f => f.Matching(LimitWithoutClock())));

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|TimeProvider|Random\.Shared|new Random\(\)|\bFile\.|\bDirectory\.|HttpClient|MassTransit|Dapper|Thread\.Sleep|Task\.Delay|Stopwatch")]
    private static partial Regex Impure();

    [GeneratedRegex(@"Thread\.Sleep|DateTime(Offset)?\.(Utc)?Now|Task\.Delay\((?!.*,\s*\w*[tT]ime\b)|new PeriodicTimer\([^,]*\)|new Timer\(")]
    private static partial Regex MachineClock();

    [GeneratedRegex(@"new CancellationTokenSource\([^,)]+\)|\.CancelAfter\(")]
    private static partial Regex LimitWithoutClock();
}
