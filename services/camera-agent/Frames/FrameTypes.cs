using Sync.Contracts;

namespace Sync.CameraAgent.Frames;

/// <summary>How IMAGETYP calls a frame.</summary>
internal static class FrameTypes
{
    /// <summary>One that serves no plan, as N.I.N.A. calls it.</summary>
    public const string Snapshot = "SNAPSHOT";

    public static string Of(SlotWork work) => work switch
    {
        SlotWork.Dark => "DARK",
        SlotWork.Flat => "FLAT",
        _ => "LIGHT",
    };
}
