using Sync.Astro.Fits;

namespace Sync.Devices.Solving;

/// <summary>A folder of one frame that nobody else may read, gone when it is disposed.</summary>
internal sealed class PlateFolder : IAsyncDisposable
{
    private const int Tries = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);
    private static readonly TimeProvider RealTime = TimeProvider.System; // the program's, whatever the night's
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sync-plate-");

    /// <summary>
    /// Writes the frame as FITS. Its header has nothing but its shape: no ROWORDER, by which a program could turn it over, and no hint
    /// that would count more than those it is given.
    /// </summary>
    /// <exception cref="PlateException">it can't be written</exception>
    public async Task<string> Write(CameraImage image, string program, CancellationToken cancel)
    {
        var path = Path.Combine(folder.FullName, "frame.fits");
        try
        {
            await Task.Run(() =>
            {
                using var file = File.Create(path);
                FitsWriter.Write(file, [], image.Pixels, image.Width, image.Height);
            }, cancel);
            return path;
        }
        catch (IOException e)
        {
            throw new PlateException($"The frame could not be written for {program}: {e.Message.TrimEnd('.')}.");
        }
    }

    public string Inner(string name) => folder.CreateSubdirectory(name).FullName;

    /// <summary>A program that was killed may write a last file while it dies.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && tries < Tries)
            {
                await Task.Delay(Pause, RealTime);
            }
        }
    }
}
