using System.Diagnostics;
using Sync.Clock;
using Sync.Devices.Alpaca;
using Sync.Devices.Indi;
using Sync.Tests.Devices.Indi.Served;
using Xunit.Abstractions;

namespace Sync.Tests.Devices.Soak;

[Collection("Soak")]
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int First = 100;
    private const int All = 1000;
    private const int MostTroubles = 1000;

    /// <summary>A frame is of 38400 bytes: one in four that is kept would be found.</summary>
    private const long MostBytes = 8 << 20;

    /// <summary>Connections of which the end was not yet heard. There are some hundred troubles, each with a connection or more.</summary>
    private const int MostHandles = 24;

    [Fact]
    public async Task A_thousand_frames_of_cameras_that_fail_leave_neither_memory_nor_handles_behind()
    {
        var began = Stopwatch.GetTimestamp();
        var time = new ScaledTime(TimeProvider.System.GetUtcNow(), DateTimeOffset.UnixEpoch, 100);
        var (served, faulty) = (new FaultyIndiCamera(time), new FaultyAlpacaCamera(time));
        await using var indi = new IndiCamera(served.Server.Address, ServedIndiCamera.Name, time, null);
        await using var alpaca = new AlpacaCamera(faulty.Server.Address, "0", time);
        var (left, right) = (new SoakedCamera(indi, time), new SoakedCamera(alpaca, time));
        await Task.WhenAll(left.Until(First / 2, MostTroubles), right.Until(First / 2, MostTroubles));
        var first = Footprint.Now();
        await Task.WhenAll(left.Until(All / 2, MostTroubles), right.Until(All / 2, MostTroubles));
        var all = Footprint.Now();
        output.WriteLine($"{left.Frames} + {right.Frames} frames in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {left.Troubles} + {right.Troubles} troubles of "
            + $"{string.Join(", ", served.Faults.Select(f => $"{f.Key} {f.Value}"))} and {faulty.Faults}; {first} to {all}");
        await served.Server.DisposeAsync();
        await faulty.Server.DisposeAsync();
        Assert.Equal((All / 2, All / 2), (left.Frames, right.Frames));
        Assert.Equal((int)ServedFault.Leaves, served.Faults.Count);
        Assert.InRange(left.Troubles, 20, MostTroubles);
        Assert.InRange(right.Troubles, 10, MostTroubles);
        Assert.InRange(all.Bytes - first.Bytes, long.MinValue, MostBytes);
        Assert.InRange(all.Handles - first.Handles, int.MinValue, MostHandles);
    }
}
