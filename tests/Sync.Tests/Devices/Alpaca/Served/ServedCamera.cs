using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca.Served;

internal sealed class ServedCamera : ServedDevice
{
    private readonly ICamera camera;
    private readonly Dictionary<string, int> frame;
    private CameraSettings settings = new();
    private CameraImage? image;
    private CancellationTokenSource? stop;
    private bool exposes;

    public ServedCamera(ICamera camera, TimeProvider time)
        : base(time)
    {
        this.camera = camera;
        var facts = camera.Facts;
        frame = new() { ["BinX"] = 1, ["BinY"] = 1, ["StartX"] = 0, ["StartY"] = 0, ["NumX"] = facts.WidthPixels, ["NumY"] = facts.HeightPixels };
        foreach (var key in frame.Keys)
        {
            Gets[key.ToLowerInvariant()] = () => frame[key];
            Puts[key.ToLowerInvariant()] = form => frame[key] = (int)Number(form, key);
        }
        Puts["binx"] = form => Bin((int)Number(form, "BinX"));
        Gets["cameraxsize"] = () => facts.WidthPixels;
        Gets["cameraysize"] = () => facts.HeightPixels;
        Gets["pixelsizex"] = () => facts.PixelMicrometres;
        Gets["cansetccdtemperature"] = () => facts.CanCool;
        Gets["name"] = () => facts.Model;
        Gets["ccdtemperature"] = () => camera.SensorCelsius(default).Result;
        Exposes();
    }

    private void Exposes()
    {
        Gets["canabortexposure"] = () => true;
        Gets["canstopexposure"] = () => true;
        Puts["stopexposure"] = _ => stop?.Cancel();
        Gets["camerastate"] = () => exposes ? 2 : Moves ? 4 : 0;
        Gets["imageready"] = () => image is not null && !Moves;
        Gets["imagearray"] = () => image is { } i
            ? AlpacaReply.Image(ImageBytes.Frame(AlpacaElement.UInt16, i.Width, i.Height, (x, y, _) => i.Pixels[(y * i.Width) + x]))
            : throw new ServedRefusal(ServedRefusal.InvalidOperation, "There is no image available");
        Puts["abortexposure"] = _ => Halt();
        Puts["startexposure"] = form => Expose(TimeSpan.FromSeconds(Number(form, "Duration")));
    }

    private void Bin(int binning)
    {
        camera.Configure(settings with { Binning = binning }, default).GetAwaiter().GetResult();
        settings = settings with { Binning = binning };
        frame["BinX"] = binning;
    }

    private void Expose(TimeSpan exposure)
    {
        var facts = camera.Facts;
        if (frame["NumX"] > facts.WidthPixels / settings.Binning || frame["NumY"] > facts.HeightPixels / settings.Binning)
            throw new ServedRefusal(ServedRefusal.InvalidValue, $"StartExposure: {frame["NumX"]} x {frame["NumY"]} is an invalid size");
        (image, exposes) = (null, true);
        stop = new CancellationTokenSource();
        Start(async cancel =>
        {
            var interval = await camera.Expose(exposure, _ => { }, stop.Token, cancel);
            exposes = false;
            if (!interval.Aborted)
                image = await camera.Download(cancel);
        });
    }
}
