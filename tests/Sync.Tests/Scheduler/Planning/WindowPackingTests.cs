using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public sealed class WindowPackingTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    [Fact]
    public void Four_unlike_cameras_are_open_for_92_per_cent_of_365_seconds()
    {
        var window = WindowPacking.Packed([Run("a", 60), Run("b", 120), Run("c", 180), Run("d", 300)], Gap, TimeSpan.FromMinutes(10))!;
        Assert.Equal(TimeSpan.FromSeconds(365), window.Length);
        Assert.Equal([6, 3, 2, 1], window.Frames.OrderBy(f => f.Key).Select(f => f.Value));
        Assert.Equal(0.920, window.OpenPart, 0.0005);
    }

    [Fact]
    public void No_window_is_longer_than_is_left()
    {
        var window = WindowPacking.Packed([Run("a", 60), Run("b", 300)], Gap, TimeSpan.FromSeconds(299))!;
        Assert.Equal((0, TimeSpan.FromSeconds(243)), (window.Frames["b"], window.Length));
        Assert.Null(WindowPacking.Packed([Run("b", 300)], Gap, TimeSpan.FromSeconds(299)));
    }

    [Fact]
    public void Nobody_takes_more_than_is_wanted()
    {
        var window = WindowPacking.Packed([Run("a", 60, most: 2), Run("d", 300)], Gap, TimeSpan.FromMinutes(10))!;
        Assert.Equal((2, 1), (window.Frames["a"], window.Frames["d"]));
        Assert.Equal(TimeSpan.FromSeconds(300), window.Length);
    }

    [Fact]
    public void A_heavier_camera_is_packed_for()
    {
        CameraRun[] cameras = [Run("a", 60), Run("d", 100)];
        var alike = WindowPacking.Packed(cameras, Gap, TimeSpan.FromSeconds(250))!;
        var heavy = WindowPacking.Packed([cameras[0] with { Weight = 20 }, cameras[1]], Gap, TimeSpan.FromSeconds(250))!;
        Assert.Equal((3, 4), (alike.Frames["a"], heavy.Frames["a"]));
    }

    [Fact]
    public void In_loose_the_others_fit_their_frames_into_the_leads()
    {
        var window = WindowPacking.Loose([Run("a", 60), Run("b", 180), Run("d", 300)], "d", Gap);
        Assert.Equal((4, 1, 1), (window.Frames["a"], window.Frames["b"], window.Frames["d"]));
        Assert.Equal(TimeSpan.FromSeconds(300), window.Length);
        Assert.False(WindowPacking.Loose([Run("a", 60), Run("d", 300)], "a", Gap).Frames.ContainsKey("d"));
    }

    [Fact]
    public void In_strict_each_takes_one()
    {
        var window = WindowPacking.Strict([Run("a", 60), Run("d", 300)], Gap);
        Assert.Equal((1, 1, TimeSpan.FromSeconds(300)), (window.Frames["a"], window.Frames["d"], window.Length));
    }

    /// <summary>Against every whole second, on many rigs drawn by chance.</summary>
    [Fact]
    public void No_other_length_is_better()
    {
        var chance = new Random(11);
        for (var rig = 0; rig < 100; rig++)
        {
            CameraRun[] cameras = [.. Enumerable.Range(0, chance.Next(1, 6)).Select(i => Run($"{i}", chance.Next(5, 300), chance.Next(1, 9), chance.Next(1, 12)))];
            var most = TimeSpan.FromSeconds(chance.Next(300, 900));
            var best = WindowPacking.Packed(cameras, Gap, most)!;
            for (var seconds = 1; seconds <= most.TotalSeconds; seconds++)
            {
                var open = cameras.Sum(c => (c.FramesIn(TimeSpan.FromSeconds(seconds)) * c.Exposure).TotalSeconds);
                Assert.True(open / (cameras.Length * (seconds + Gap.TotalSeconds)) <= best.OpenPart + 1e-6, $"rig {rig}: {seconds} s");
            }
        }
    }

    private static CameraRun Run(string camera, int seconds, int gap = 1, int most = 100) =>
        new(camera, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(gap), most);
}
