using Sync.Devices.Simulated.World;

namespace Sync.Tests.Integration.Processes;

/// <summary>A broker that dies with shutters open. It has a node of its own, for nobody else's may be killed.</summary>
[Collection("broker")]
public sealed class BrokerKillTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Exposures_finish_without_the_broker_and_nothing_opens_until_it_is_back()
    {
        using var node = await RabbitNode.Start(ProcessRig.CameraNames);
        await using var rig = await ProcessRig.Prepare(node.Logins, speed: 120, night: TimeSpan.FromHours(1.75));
        rig.StartAll();
        var round = await rig.ShuttersOpen(from: 3);
        await node.Kill();
        var gone = rig.Now;
        foreach (var camera in round.Cameras.Where(c => c.GrantedAt is not null))
            await rig.Until($"{camera.Name} has kept its frame", Soon, () => Kept(rig, camera.Name, round.CorrelationId));
        Assert.Equal(0, await rig.Stop(ProcessRig.Grader));
        rig.StartOne(ProcessRig.Grader);
        var back = rig.Now;
        await node.Again();
        await rig.ShuttersOpen(from: round.Number + 2);

        await rig.Ends();
        await NightJudge.Check(rig);
        Assert.DoesNotContain(rig.Truth().OfType<ShutterOpened>(), o => o.At > gone && o.At < back);
        Assert.All(await rig.StopAll(), role => Assert.Equal(0, role.Value));
    }

    private static async Task<bool> Kept(ProcessRig rig, string camera, Guid roundId) =>
        (await new NightBooks(rig.Folder(camera)).All<string>(
            $"select state from camera_frame where round_id = '{roundId:N}' and state = 'saved'")).Count == 1;
}
