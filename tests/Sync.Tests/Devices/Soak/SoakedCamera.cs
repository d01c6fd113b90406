using Sync.Clock;
using Sync.Devices;

namespace Sync.Tests.Devices.Soak;

/// <summary>Takes frames as an agent does: after any trouble the devices are connected anew, with a pause, and the shutter is closed in any case.</summary>
internal sealed class SoakedCamera(ICamera camera, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private bool inReach;

    public int Frames { get; private set; }

    public int Troubles { get; private set; }

    /// <summary>Takes frames until there are so many. Whatever happens, it is a <see cref="DeviceException"/> with a sentence that begins with the device.</summary>
    public async Task Until(int frames, int mostTroubles)
    {
        while (Frames < frames)
        {
            try
            {
                await Reach();
                await Take();
                Frames++;
            }
            catch (DeviceException e)
            {
                Assert.StartsWith($"{camera.Name}: ", e.Message, StringComparison.Ordinal);
                Assert.True(++Troubles <= mostTroubles, $"{Troubles} troubles for {Frames} frames; the last is: {e.Message}");
                inReach = false;
                await time.Pass(Pause, default);
            }
        }
    }

    private async Task Reach()
    {
        if (inReach)
            return;
        await camera.Connect(default);
        await camera.Abort(default);
        await camera.Cool(-10, default);
        inReach = true;
    }

    private async Task Take()
    {
        await camera.Configure(new CameraSettings(), default);
        var interval = await camera.Expose(TimeSpan.FromSeconds(1), _ => { }, default);
        if (interval.Aborted)
            throw new DeviceException(camera.Name, "the exposure was aborted by somebody else");
        var image = await camera.Download(default);
        Assert.Equal((camera.Facts.WidthPixels, camera.Facts.HeightPixels), (image.Width, image.Height));
        await camera.SensorCelsius(default);
    }
}
