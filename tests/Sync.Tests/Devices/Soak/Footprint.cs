namespace Sync.Tests.Devices.Soak;

/// <summary>What the process holds.</summary>
/// <param name="Bytes">of its objects, when all that nobody holds is gone</param>
/// <param name="Handles">files and sockets that are open; 0 where the system does not tell</param>
internal readonly record struct Footprint(long Bytes, int Handles)
{
    private const string Open = "/proc/self/fd";

    /// <summary>Handles first: collecting would close those that were only forgotten.</summary>
    public static Footprint Now()
    {
        var handles = Directory.Exists(Open) ? Directory.GetFileSystemEntries(Open).Length : 0;
        return new(GC.GetTotalMemory(forceFullCollection: true), handles);
    }
}
