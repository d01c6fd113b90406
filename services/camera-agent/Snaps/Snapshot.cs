using Sync.Astro.Fits;
using Sync.CameraAgent.Frames;
using Sync.Devices;

namespace Sync.CameraAgent.Snaps;

/// <summary>A single frame, as it was taken.</summary>
/// <param name="Image">its pixels</param>
/// <param name="Shutter">when it was open</param>
/// <param name="Filter">in the light path; null where nobody knows</param>
/// <param name="Header">what the file says of it</param>
public sealed record Snapshot(CameraImage Image, ShutterInterval Shutter, string? Filter, FitsHeader Header)
{
    /// <summary>Writes it as FITS, whole or not at all.</summary>
    /// <param name="path">of the file</param>
    /// <param name="replaces">whether another file of that name may go</param>
    /// <exception cref="IOException">there is such a file, or it can't be written</exception>
    public void Save(string path, bool replaces)
    {
        var (whole, frame) = (Path.GetFullPath(path), Guid.NewGuid());
        FrameFile.WritePart(whole, frame, Header, Image);
        if (replaces)
            File.Delete(whole);
        if (FrameFile.Keep(whole, frame))
            return;
        FrameFile.Discard(whole, frame);
        throw new IOException($"{whole} is there already.");
    }
}
