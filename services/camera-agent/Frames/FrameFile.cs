using Sync.Astro.Fits;
using Sync.Devices;

namespace Sync.CameraAgent.Frames;

/// <summary>A frame on disk: written whole under another name before it has its own.</summary>
internal static class FrameFile
{
    /// <summary>Writes the frame beside where it will be, down to the disk.</summary>
    public static void WritePart(string path, Guid frame, FitsHeader header, CameraImage image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(Part(path, frame), FileMode.Create, FileAccess.Write, FileShare.None);
        FitsWriter.Write(stream, header, image.Pixels, image.Width, image.Height);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Gives the frame its name.</summary>
    /// <returns>false when another file has it</returns>
    public static bool Keep(string path, Guid frame)
    {
        try
        {
            File.Move(Part(path, frame), path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path) && File.Exists(Part(path, frame)))
        {
            return false;
        }
    }

    /// <summary>Removes what was written only in part, if anything.</summary>
    public static void Discard(string path, Guid frame)
    {
        if (File.Exists(Part(path, frame)))
            File.Delete(Part(path, frame));
    }

    /// <summary>Whether the file of that name is this very frame.</summary>
    public static bool Holds(string path, Guid frame)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var stream = File.OpenRead(path);
            return FitsReader.ReadHeader(stream).Text(FrameHeader.FrameKeyword) == frame.ToString("N");
        }
        catch (FitsException)
        {
            return false;
        }
    }

    private static string Part(string path, Guid frame) => Path.Combine(Path.GetDirectoryName(path)!, $"{frame:N}.part");
}
