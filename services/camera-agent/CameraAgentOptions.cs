namespace Sync.CameraAgent;

/// <summary>Settings of the camera agents of this process, section "CameraAgent".</summary>
public sealed class CameraAgentOptions
{
    /// <summary>Where this is in the configuration.</summary>
    public const string Section = "CameraAgent";

    /// <summary>Root of all frames.</summary>
    public string FramesDirectory { get; set; } = "frames";

    /// <summary>File name below <see cref="FramesDirectory"/>, with N.I.N.A.'s tokens; / and \ begin a new folder.</summary>
    public string FileNamePattern { get; set; } =
        "$$DATEMINUS12$$/$$TARGETNAME$$/$$CAMERA$$/$$DATETIME$$_$$FILTER$$_$$EXPOSURETIME$$s_$$ROUND$$_$$FRAMENR$$";

    /// <summary>Folder of the programs that the night's script may run here; null for none.</summary>
    public string? Programs { get; set; }

    /// <summary>With less than this on the disk of the frames, in bytes, a camera is not ready. Default 1 GB.</summary>
    public long MinimumFreeDiskBytes { get; set; } = 1_000_000_000;

    /// <summary>Between two heartbeats.</summary>
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Between two stamps of a camera that is ready.</summary>
    public TimeSpan StampInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long heartbeats, stamps and the like are worth reading.</summary>
    public TimeSpan MessageLife { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long sending one of them may take.</summary>
    public TimeSpan SendLimit { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long connecting, or closing a shutter that another process opened, may take.</summary>
    public TimeSpan ConnectLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long turning the wheel and setting up the camera may take together.</summary>
    public TimeSpan PrepareLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long reading out a frame may take.</summary>
    public TimeSpan DownloadLimit { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>First wait after a device could not be connected; doubled each time.</summary>
    public TimeSpan ReconnectFirst { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two attempts to connect.</summary>
    public TimeSpan ReconnectMost { get; set; } = TimeSpan.FromMinutes(1);
}
