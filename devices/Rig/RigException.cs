namespace Sync.Devices.Rig;

/// <summary>A rig's description can't be used. The message names the member, its value and what is allowed.</summary>
public sealed class RigException : Exception
{
    public RigException(string message)
        : base(message)
    {
    }

    public RigException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
