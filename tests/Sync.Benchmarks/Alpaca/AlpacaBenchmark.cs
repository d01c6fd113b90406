using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Sync.Devices.Alpaca;

namespace Sync.Benchmarks.Alpaca;

/// <summary>A large frame over loopback: through the driver, and bare, in turns.</summary>
internal static class AlpacaBenchmark
{
    private const double Megabyte = 1e6;

    public static Command Command()
    {
        var frames = new Option<int>("--frames") { Description = "Frames of each kind.", HelpName = "N", DefaultValueFactory = _ => 15 };
        var width = new Option<int>("--width") { Description = "Pixels.", HelpName = "N", DefaultValueFactory = _ => 9576 };
        var height = new Option<int>("--height") { Description = "Pixels.", HelpName = "N", DefaultValueFactory = _ => 6388 };
        var command = new Command("alpaca", "A frame of 61 megapixels as ImageBytes, beside a bare copy over loopback.") { frames, width, height };
        command.SetAction(async (parsed, _) => await Run(parsed.GetRequiredValue(frames), parsed.GetRequiredValue(width), parsed.GetRequiredValue(height)));
        return command;
    }

    private static async Task<int> Run(int frames, int width, int height)
    {
        using var server = new FrameServer(width, height);
        await using var camera = new AlpacaCamera(new("127.0.0.1", server.Port), "0", TimeProvider.System);
        await camera.Connect(default);
        await camera.Expose(TimeSpan.Zero, _ => { }, default);
        List<double> bare = [], driver = [], allocated = [];
        var buffer = new byte[1 << 20];
        for (var frame = -2; frame < frames; frame++)
        {
            var copied = await Seconds(() => Copy(server, buffer));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var downloaded = await Seconds(async () => await camera.Download(default));
            if (frame < 0)
                continue; // what runs for the first time is slow
            allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            bare.Add(server.Body.Length / Megabyte / copied);
            driver.Add(server.Body.Length / Megabyte / downloaded);
        }
        Tell(width, height, bare, driver, allocated);
        return 0;
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    /// <summary>The same bytes from the same server, read into one small buffer and forgotten.</summary>
    private static async Task Copy(FrameServer server, byte[] buffer)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /api/v1/camera/0/imagearray HTTP/1.1\r\n\r\n"));
        for (long come = 0; come < server.Body.Length;)
            come += await socket.ReceiveAsync(buffer);
    }

    private static void Tell(int width, int height, List<double> bare, List<double> driver, List<double> allocated)
    {
        var image = 2.0 * width * height;
        Say($"{width} x {height} pixels, {image / Megabyte:0.0} MB a frame, {driver.Count} frames of each kind in turns");
        Say($"bare copy: median {Median(bare):0} MB/s, from {bare.Min():0} to {bare.Max():0}");
        Say($"driver:    median {Median(driver):0} MB/s, from {driver.Min():0} to {driver.Max():0}; by pairs {Median([.. driver.Zip(bare, (d, b) => d / b)]):0.00} of the bare copy");
        Say($"allocated a frame beside its pixels: median {(Median(allocated) - image) / 1000:0.0} kB, at most {(allocated.Max() - image) / 1000:0.0} kB");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
