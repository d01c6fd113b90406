using Sync.Astro.Fits;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent.Calibration;

/// <summary>Darks and flats under a hold.</summary>
public sealed class CalibrationSlotTests : IDisposable
{
    private static readonly TimeSpan CoverTakes = TimeSpan.FromSeconds(5);
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Darks_are_taken_behind_the_closed_cover_and_are_called_so()
    {
        await using var host = await AgentHost.Start(scratch, covered: true);
        var round = Round(s => s with { Work = SlotWork.Dark, Frames = 2, Filter = null }, seconds: 60);
        await Open(host, round);
        for (var taken = 1; taken <= 2; taken++)
        {
            await host.Time.Awaited(round.Slot.Exposure);
            host.Time.Advance(round.Slot.Exposure);
        }
        Assert.Equal(2, (await host.Closed(round)).Frames);
        await host.Probe.Hears<FrameSaved>(f => host.Probe.All<FrameSaved>().Select(s => s.FrameId).Distinct().Count() == 2);
        var saved = host.Probe.All<FrameSaved>()[0];
        Assert.Equal((SlotWork.Dark, Guid.Empty), (saved.Work, saved.PlanId));
        Assert.Contains("DARK", saved.Path, StringComparison.Ordinal);
        using var file = File.OpenRead(saved.Path);
        var header = FitsReader.ReadHeader(file);
        Assert.Equal(("DARK", 60, null, null), (header.Text("IMAGETYP"), header.Number("EXPTIME"), header.Text("OBJECT"), header.Text("SYNPLAN")));
    }

    [Fact]
    public async Task The_exposure_of_flats_is_found_with_frames_that_nobody_keeps()
    {
        Queue<ushort> medians = new([10000, 21500]);
        await using var host = await AgentHost.Start(scratch, covered: true, script: c => c.Sees = () => new(32, 24, [.. Enumerable.Repeat(medians.Dequeue(), 32 * 24)]));
        var round = Metering();
        await Open(host, round);
        await Exposes(host, 2);
        await Exposes(host, 4); // twice the light is wanted
        var closed = await host.Closed(round);
        Assert.Equal((0, TimeSpan.FromSeconds(4), null), (closed.Frames, closed.FlatExposure, closed.Reason));
        Assert.Empty(host.Probe.All<FrameSaved>());
    }

    [Fact]
    public async Task A_panel_that_is_too_dark_is_told()
    {
        await using var host = await AgentHost.Start(scratch, covered: true, script: c => c.Sees = () => new(32, 24, [.. Enumerable.Repeat((ushort)500, 32 * 24)]));
        var round = Metering();
        await Open(host, round);
        await Exposes(host, 2);
        await Exposes(host, 4);
        var closed = await host.Closed(round);
        Assert.Null(closed.FlatExposure);
        Assert.Contains("it is too dark", closed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsafe_closes_the_shutter_at_once_while_flats_are_measured_out()
    {
        await using var host = await AgentHost.Start(scratch, covered: true);
        var round = Metering();
        await Open(host, round);
        await host.Time.Awaited(TimeSpan.FromSeconds(2));
        await host.Tell(new KeepClosed { Number = 1, Camera = AgentHost.Name, Reason = "rain" });
        Assert.Equal("rain", (await host.Closed(round)).Reason);
        Assert.False(host.Camera.IsOpen);
    }

    [Fact]
    public async Task Without_a_cover_a_camera_is_ready_for_neither()
    {
        await using var host = await AgentHost.Start(scratch);
        var darks = Round(s => s with { Work = SlotWork.Dark, Filter = null });
        await host.Tell(darks);
        Assert.Contains("no cover that could be closed for darks", (await host.Probe.Hears<CameraNotReady>(n => n.RoundId == darks.RoundId)).Reason, StringComparison.Ordinal);
        var flats = Metering() with { NightId = darks.NightId, Number = 2 };
        await host.Tell(flats);
        Assert.Contains("no panel for flats", (await host.Probe.Hears<CameraNotReady>(n => n.RoundId == flats.RoundId)).Reason, StringComparison.Ordinal);
    }

    private static PrepareRound Metering() => Round(s => s with
    {
        Work = SlotWork.MeterFlat,
        PanelPercent = 40,
        Level = new() { Adu = 20000, TolerancePercent = 10, Shortest = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(4) },
    });

    private static PrepareRound Round(Func<Slot, Slot> slot, double seconds = 300)
    {
        var round = AgentHost.Round(seconds: seconds, lease: 400);
        return round with { Slot = slot(round.Slot with { PlanId = Guid.Empty }) };
    }

    private static async Task Open(AgentHost host, PrepareRound round)
    {
        await host.Tell(round);
        await host.Time.Awaited(CoverTakes);
        host.Time.Advance(CoverTakes);
        await host.Open(round, (await host.Probe.Hears<CameraReady>(r => r.RoundId == round.RoundId)).Stamp);
    }

    private static async Task Exposes(AgentHost host, double seconds)
    {
        await host.Time.Awaited(TimeSpan.FromSeconds(seconds));
        host.Time.Advance(TimeSpan.FromSeconds(seconds));
    }
}
