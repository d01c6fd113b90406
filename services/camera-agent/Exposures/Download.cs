using Microsoft.Extensions.Options;
using Sync.Devices;

namespace Sync.CameraAgent.Exposures;

/// <summary>Reads a camera out, and does not wait for it for ever.</summary>
internal sealed class Download(Telescope telescope, TimeProvider time, IOptions<CameraAgentOptions> options)
{
    /// <summary>Also when the process is being stopped: the photons are there already.</summary>
    /// <exception cref="DeviceException">also when it took too long</exception>
    public async Task<CameraImage> Image()
    {
        using var limit = new CancellationTokenSource(options.Value.DownloadLimit, time);
        try
        {
            return await telescope.Camera.Download(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new DeviceException(telescope.Name, $"was not read out within {options.Value.DownloadLimit.TotalSeconds:0} s", e);
        }
    }
}
