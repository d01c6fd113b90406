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
        List<double> bare = [], kept = [], driver = [], allocated = [];
        var buffer = new byte[1 << 20];
        for (var frame = -2; frame < frames; frame++)
        {
            var copied = await Seconds(() => Copy(server, (_, _) => buffer));
            var keeping = await Seconds(() => Keep(server));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var downloaded = await Seconds(async () => await camera.Download(default));
            if (frame < 0)
                continue; // what runs for the first time is slow
            allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            bare.Add(server.Body.Length / Megabyte / copied);
            kept.Add(server.Body.Length / Megabyte / keeping);
            driver.Add(server.Body.Length / Megabyte / downloaded);
        }
        Tell(2.0 * width * height, bare, kept, driver, allocated);
        return 0;
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    /// <summary>Into memory that nobody has touched before, as a frame's pixels are.</summary>
    private static Task Keep(FrameServer server)
    {
        var room = GC.AllocateUninitializedArray<byte>(server.Body.Length + 1024);
        return Copy(server, (come, most) => room.AsMemory((int)come, most));
    }

    /// <summary>The same bytes from the same server, into a buffer that is used again and again, or wherever they are wanted.</summary>
    private static async Task Copy(FrameServer server, Func<long, int, Memory<byte>> room)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes("GET /api/v1/camera/0/imagearray HTTP/1.1\r\n\r\n"));
        for (long come = 0; come < server.Body.Length;)
            come += await socket.ReceiveAsync(room(come, (int)Math.Min(1 << 20, server.Body.Length + 1024 - come)));
    }

    private static void Tell(double image, List<double> bare, List<double> kept, List<double> driver, List<double> allocated)
    {
        Say($"{image / Megabyte:0.0} MB a frame, {driver.Count} frames of each kind in turns");
        Rate("bare copy, forgotten", bare);
        Rate("bare copy, kept", kept);
        Rate("driver", driver);
        Say($"driver by pairs: {Median([.. driver.Zip(bare, (d, b) => d / b)]):0.00} of the copy that is forgotten, {Median([.. driver.Zip(kept, (d, k) => d / k)]):0.00} of that which is kept");
        Say($"allocated a frame beside its pixels: median {(Median(allocated) - image) / 1000:0.0} kB, at most {(allocated.Max() - image) / 1000:0.0} kB");
    }

    private static void Rate(string what, List<double> rates) => Say($"{what}: median {Median(rates):0} MB/s, from {rates.Min():0} to {rates.Max():0}");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
