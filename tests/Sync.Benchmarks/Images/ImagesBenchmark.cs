using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Sync.Devices.Alpaca;
using Sync.Devices.Indi;

namespace Sync.Benchmarks.Images;

/// <summary>A large frame over loopback: through the driver, and copied by the same HTTP client, in turns.</summary>
internal static class ImagesBenchmark
{
    private const double Megabyte = 1e6;

    public static Command Command()
    {
        var frames = new Option<int>("--frames") { Description = "Frames of each kind.", HelpName = "N", DefaultValueFactory = _ => 15 };
        var width = new Option<int>("--width") { Description = "Pixels.", HelpName = "N", DefaultValueFactory = _ => 9576 };
        var height = new Option<int>("--height") { Description = "Pixels.", HelpName = "N", DefaultValueFactory = _ => 6388 };
        var command = new Command("images", "A frame of 61 megapixels over Alpaca and INDI, beside a plain copy over loopback.") { frames, width, height };
        command.SetAction(async (parsed, _) => await Run(parsed.GetRequiredValue(frames), parsed.GetRequiredValue(width), parsed.GetRequiredValue(height)));
        return command;
    }

    private static async Task<int> Run(int frames, int width, int height)
    {
        Say($"{width} x {height} pixels, {2.0 * width * height / Megabyte:0.0} MB as 16 bit; {frames} frames of each kind in turns; median (from, to)");
        await Alpaca(frames, width, height);
        await Indi(frames, width, height);
        return 0;
    }

    private static async Task Alpaca(int frames, int width, int height)
    {
        using var server = new FrameServer(width, height);
        await using var camera = new AlpacaCamera(new("127.0.0.1", server.Port), "0", TimeProvider.System);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}/api/v1/camera/0/imagearray") };
        await camera.Connect(default);
        await camera.Expose(TimeSpan.Zero, _ => { }, default);
        foreach (var make in FrameBody.Of(width, height))
        {
            server.Body = make();
            await Measure(server.Body.Name, server.Body.Bytes.Length, frames, 2.0 * width * height, Copy(http, server.Body.Bytes.Length), () => camera.Download(default));
            server.Body = null;
        }
    }

    private static async Task Indi(int frames, int width, int height)
    {
        using var server = new IndiFrameServer(width, height);
        await using var camera = new IndiCamera(new("127.0.0.1", server.Port), IndiFrameServer.Device, TimeProvider.System, snoop: null);
        await camera.Connect(default);
        await camera.Configure(new(), default);
        await Measure("INDI, FITS in base64", server.Blob.Length, frames, 2.0 * width * height, Copy(server), async () =>
        {
            await camera.Expose(TimeSpan.Zero, _ => { }, default);
            await camera.Download(default);
        });
    }

    /// <param name="name">of what is measured</param>
    /// <param name="bytes">over the wire, each frame</param>
    /// <param name="frames">how many</param>
    /// <param name="image">bytes that the image itself takes</param>
    /// <param name="copy">the same bytes, into a buffer that is forgotten, or kept in memory that nobody has touched before</param>
    /// <param name="download">a frame through the driver</param>
    private static async Task Measure(string name, long bytes, int frames, double image, Func<bool, Task> copy, Func<Task> download)
    {
        List<double> forgotten = [], kept = [], driver = [], allocated = [];
        for (var frame = -2; frame < frames; frame++)
        {
            var copied = await Seconds(() => copy(false));
            var keeping = await Seconds(() => copy(true));
            var before = GC.GetTotalAllocatedBytes(precise: true);
            var downloaded = await Seconds(download);
            if (frame < 0)
                continue; // what runs for the first time is slow
            allocated.Add(GC.GetTotalAllocatedBytes(precise: true) - before);
            forgotten.Add(bytes / Megabyte / copied);
            kept.Add(bytes / Megabyte / keeping);
            driver.Add(bytes / Megabyte / downloaded);
        }
        Say($"{name}: {bytes / Megabyte:0.0} MB over the wire");
        Rate("copied and forgotten", forgotten);
        Rate("copied and kept", kept);
        Rate("through the driver", driver);
        Say($"  {Median([.. driver.Zip(kept, (d, k) => d / k)]):0.00} of the copy that is kept; {bytes / Megabyte / Median(driver):0.00} s a frame; allocated {Median(allocated) / image:0.000} of the image (at most {allocated.Max() / image:0.000})");
    }

    private static Func<bool, Task> Copy(HttpClient http, long length) => async keep =>
    {
        var room = GC.AllocateUninitializedArray<byte>(keep ? (int)length : 1 << 20);
        using var response = await http.GetAsync("", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.Content.ReadAsStreamAsync();
        var (come, part) = (0L, 1);
        while ((part = await body.ReadAsync(keep ? room.AsMemory((int)come) : room)) > 0)
            come += part;
        if (come != length)
            throw new InvalidOperationException($"{come} of {length} bytes came");
    };

    private static Func<bool, Task> Copy(IndiFrameServer server) => async keep =>
    {
        var room = GC.AllocateUninitializedArray<byte>(keep ? server.Blob.Length : 1 << 20);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await socket.SendAsync("copy\n"u8.ToArray());
        for (var come = 0; come < server.Blob.Length;)
            come += await socket.ReceiveAsync(room.AsMemory(keep ? come : 0, Math.Min(1 << 20, server.Blob.Length - come)));
    };

    private static async Task<double> Seconds(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static void Rate(string what, List<double> rates) => Say($"  {what}: {Median(rates):0} MB/s ({rates.Min():0}, {rates.Max():0})");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
