using Sync.Contracts;
using Sync.Grader;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Grader;

/// <summary>What the grader says when it is asked whether it is ready for a night.</summary>
public sealed class ReadinessTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task The_newest_frame_is_looked_for_where_the_cameras_say_it_is()
    {
        await using var host = await RoleHost.Start(scratch, new FakeTime(), new Dictionary<string, string?>(), _ => { }, GraderService.AddGrader);
        var frame = Path.Combine(scratch, "one.fits");
        File.WriteAllText(frame, "a frame");
        Assert.Equal(CheckOutcome.Good, Assert.Single((await Report(host, frame)).Items, i => i.Subject == "frames").Outcome);
        File.Delete(frame);
        Assert.Equal(CheckOutcome.Warning, Assert.Single((await Report(host, frame)).Items, i => i.Subject == "frames").Outcome);
        var first = await Report(host, null);
        Assert.Equal("Its database answers; 0 measured frames are kept.", Assert.Single(first.Items).Finding);
    }

    private static async Task<ReadinessReported> Report(RoleHost host, string? frame)
    {
        var question = new CheckReadiness { CheckId = Guid.NewGuid(), Camera = null, Asked = default, Within = TimeSpan.FromSeconds(40), NewestFrame = frame };
        await host.Tell(Addresses.Grader, question);
        return await host.Probe.Hears<ReadinessReported>(r => r.CheckId == question.CheckId);
    }
}
