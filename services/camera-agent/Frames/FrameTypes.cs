using Sync.Contracts;

namespace Sync.CameraAgent.Frames;

/// <summary>How IMAGETYP calls a frame.</summary>
internal static class FrameTypes
{
    public static string Of(SlotWork work) => work switch
    {
        SlotWork.Dark => "DARK",
        SlotWork.Flat => "FLAT",
        _ => "LIGHT",
    };
}
