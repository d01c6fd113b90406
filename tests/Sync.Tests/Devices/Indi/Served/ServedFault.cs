namespace Sync.Tests.Devices.Indi.Served;

/// <summary>What a driver, its server or the way to it does wrong.</summary>
public enum ServedFault
{
    None,

    /// <summary>Alert, in words.</summary>
    Refuses,

    /// <summary>The connection breaks.</summary>
    Cuts,

    /// <summary>Not a word any more.</summary>
    Hangs,

    /// <summary>The driver dies, and its server starts it anew, unplugged.</summary>
    Dies,

    /// <summary>What is no INDI.</summary>
    Garbles,

    /// <summary>Half a word, and then those of a driver that was started anew.</summary>
    Stutters,

    /// <summary>A frame that is cut in its middle, or not of its size.</summary>
    Halves,

    /// <summary>The whole server goes, and comes back later.</summary>
    Leaves,
}
