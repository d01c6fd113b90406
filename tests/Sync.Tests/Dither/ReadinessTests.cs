using Sync.Contracts;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Dither;

/// <summary>What dither says when it is asked whether it is ready for a night.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Mount_and_guider_are_connected_and_nothing_moves()
    {
        await using var host = await DitherHost.Start(scratch);
        var report = await Report(host);
        Assert.Equal(["mount", "guider", "journal"], report.Items.Select(i => i.Subject));
        Assert.All(report.Items, i => Assert.Equal(CheckOutcome.Good, i.Outcome));
        Assert.Equal("scripted mount is connected and points at 0.00 h 0.0°.", report.Items[0].Finding);
        Assert.Empty(host.Did);
    }

    [Fact]
    public async Task A_guider_that_is_not_there_is_told_with_the_reason()
    {
        await using var host = await DitherHost.Start(scratch, g => g.Failures["Connect"] = "connection refused");
        var report = await Report(host);
        Assert.Equal((CheckOutcome.Good, CheckOutcome.Bad), (report.Items[0].Outcome, report.Items[1].Outcome));
        Assert.StartsWith("scripted guider: connection refused", report.Items[1].Finding);
    }

    [Fact]
    public async Task A_move_under_way_is_not_disturbed()
    {
        await using var host = await DitherHost.Start(scratch);
        await host.Tell(DitherHost.Dither(1));
        await host.Time.Awaited(host.Guider.SettlesAfter);
        var report = await Report(host);
        Assert.StartsWith("A move is under way", report.Items[0].Finding);
        await host.Settles();
        await host.Probe.Hears<SkySettled>();
    }

    private static async Task<ReadinessReported> Report(DitherHost host)
    {
        var question = new CheckReadiness
        {
            CheckId = Guid.NewGuid(), Camera = null, Asked = host.Time.GetUtcNow(), Within = TimeSpan.FromSeconds(40), NewestFrame = null,
        };
        await host.Tell(question);
        return await host.Probe.Hears<ReadinessReported>(r => r.CheckId == question.CheckId);
    }
}
