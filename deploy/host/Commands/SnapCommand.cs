using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sync.CameraAgent.Snaps;
using Sync.Devices.Rig;
using Sync.Devices.Simulated.World;
using Sync.Host.Nights;
using Sync.Host.Reports;
using Sync.Host.Snaps;
using Sync.Measure;

namespace Sync.Host.Commands;

/// <summary>`sync snap`: one frame of one camera, for setting it up by day.</summary>
internal static class SnapCommand
{
    private static readonly Option<string> Name = new("--camera") { Description = "The camera, as the rig names it.", HelpName = "CAMERA", Required = true };
    private static readonly Option<double> Seconds = new("--exposure") { Description = "Exposure in seconds, up to 3600.", HelpName = "S", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Filter = new("--filter") { Description = "A filter of the camera's wheel [default: the one that is there].", HelpName = "F" };
    private static readonly Option<int> Binning = new("--binning") { Description = "Pixels of a side that are made one, 1 to 16.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int?> Gain = new("--gain") { Description = "Gain [default: the camera's own].", HelpName = "G" };
    private static readonly Option<FileInfo?> Out = new("--out") { Description = "The frame [default: snap-CAMERA-TIME.fits here]. A PNG is put beside it.", HelpName = "FILE.fits" };

    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "Also by night, where nobody moves the telescopes; also while the broker does not answer; replace a file.",
    };

    public static Command Make()
    {
        var (rig, folder, json) = (Options.Rig(), Options.Folder(), Options.AsJson());
        var command = new Command("snap", "Takes one frame with a camera of the rig, and says what is on it. For setting up by day: refused while Sync has that camera; nothing else is moved or cooled.")
        {
            Name, rig, Seconds, Filter, Binning, Gain, Out, Yes, folder, json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var (described, order, file) = (Rig(parsed.GetValue(rig)), Order(parsed), OutFile(parsed));
            var place = new SnapPlace(Options.ParseFolder(parsed.GetValue(folder)!), parsed.Configuration(), parsed.GetValue(Yes));
            var camera = described.Camera(parsed.GetValue(Name)!);
            using var guard = await SnapGuard.Enter(place, camera, described.Site.ToGeoSite(), cancel);
            var snap = await Take(described, camera.Name, order, cancel);
            Tell(snap, file, parsed.GetValue(Yes), parsed.GetValue(json));
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<Snapshot> Take(RigDescription rig, string name, SnapOrder order, CancellationToken cancel)
    {
        var devices = new RigDevices(rig, TimeProvider.System, new SimulatedWorld(TimeProvider.System, 1, null));
        await using var camera = new SnapCamera(rig, devices, name, TimeProvider.System);
        try
        {
            return await WaitBars.OnTerminal().Show(say => camera.Take(order, step => say(Waited(step, order)), cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new NightException("Stopped: the shutter is closed, and no frame was kept.");
        }
    }

    private static Wait Waited(SnapStep step, SnapOrder order) => step switch
    {
        SnapStep.Connecting => new("Connecting"),
        SnapStep.SettingUp => new(order.Filter is { } filter ? $"Setting up, {filter}" : "Setting up"),
        SnapStep.Exposing => new($"Exposing {order.Exposure.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} s", order.Exposure),
        _ => new("Reading out"),
    };

    private static void Tell(Snapshot snap, string file, bool replaces, bool json)
    {
        snap.Save(file, replaces);
        var (pixels, width) = (snap.Image.Pixels, snap.Image.Width);
        var measured = Frame.Measure(Array.ConvertAll(pixels, p => (float)p), width, snap.Image.Height, MeasureOptions.Default);
        var preview = Preview.Of(pixels, width, measured.Background, measured.Noise);
        var picture = Path.ChangeExtension(file, ".png");
        using (var stream = new FileStream(picture, replaces ? FileMode.Create : FileMode.CreateNew))
            GreyPng.Write(stream, preview.Pixels, preview.Width);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { file, picture, snap.Shutter.Opened, snap.Shutter.Closed, snap.Filter, measured.Stars, measured.Saturated, measured.HfrPixels, measured.FwhmPixels, measured.Elongation, measured.Background, measured.Noise },
                Options.Json));
        }
        else
            SnapText.Lines(file, picture, snap, measured).ToList().ForEach(Console.WriteLine);
    }

    private static RigDescription Rig(FileInfo? file) => file is null ? DemoRig.Of(Options.ParseCameras(3)) : RigFile.Read(file.FullName);

    private static SnapOrder Order(ParseResult parsed) => new()
    {
        Exposure = parsed.GetValue(Seconds) is > 0 and <= 3600 and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new SettingException($"--exposure is {parsed.GetValue(Seconds)}; allowed is more than 0 up to 3600."),
        Filter = parsed.GetValue(Filter),
        Binning = parsed.GetValue(Binning) is >= 1 and <= 16 and var binning
            ? binning
            : throw new SettingException($"--binning is {parsed.GetValue(Binning)}; allowed is 1 to 16."),
        Gain = parsed.GetValue(Gain),
    };

    /// <summary>Looked at before the shutter opens, not after.</summary>
    private static string OutFile(ParseResult parsed)
    {
        var file = parsed.GetValue(Out)?.FullName
            ?? Path.GetFullPath($"snap-{parsed.GetValue(Name)}-{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}.fits");
        if (!Path.HasExtension(file) || Path.GetExtension(file) == ".png")
            throw new SettingException($"--out is {file}; allowed is a name that ends in .fits.");
        var taken = new[] { file, Path.ChangeExtension(file, ".png") }.FirstOrDefault(File.Exists);
        return taken is null || parsed.GetValue(Yes) ? file : throw new SettingException($"{taken} is there already; name another with --out, or add --yes to replace it.");
    }
}
