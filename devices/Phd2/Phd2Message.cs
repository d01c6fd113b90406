using System.Text.Json;

namespace Sync.Devices.Phd2;

/// <summary>Something that PHD2 said, or that happened to the line to it. Distances are pixels of the guide camera.</summary>
internal abstract record Phd2Message;

/// <summary>The answer to a request: a result, or a refusal in PHD2's words.</summary>
internal sealed record Phd2Reply(long Id, JsonElement Result, Phd2Refusal? Refusal) : Phd2Message;

internal sealed record Phd2Refusal(int Code, string Words);

/// <summary>A request of ours was taken: what comes after this on the line came after that in PHD2.</summary>
internal sealed record Phd2Accepted(string Method) : Phd2Message;

/// <summary>The line is lost.</summary>
internal sealed record Phd2Lost(string Why) : Phd2Message;

/// <summary>What could not be read, at most its first 100 characters.</summary>
internal sealed record Phd2Garbage(string Line, string Why) : Phd2Message;

/// <summary>The greeting.</summary>
internal sealed record Phd2Version(string Version, int Protocol) : Phd2Message;

internal sealed record Phd2StateTold(Phd2State State) : Phd2Message;

/// <summary>A frame of the guide camera with its error before any algorithm, and PHD2's running mean of the distance.</summary>
internal sealed record Phd2GuideStep(double RightAscensionPixels, double DeclinationPixels, double AveragePixels, double Snr) : Phd2Message;

/// <summary>A frame without the star.</summary>
internal sealed record Phd2StarLost(string Status) : Phd2Message;

/// <summary>One for each frame while it settles. The distance freezes, small as it may be, when the star is lost.</summary>
internal sealed record Phd2Settling(double DistancePixels, bool StarLocked) : Phd2Message;

internal sealed record Phd2SettleDone(string? Error, int Frames, int Dropped) : Phd2Message;

/// <summary>Where PHD2 wants the star.</summary>
internal sealed record Phd2LockPosition(double X, double Y) : Phd2Message;

/// <summary>How PHD2 moved the lock position, along right ascension and declination.</summary>
internal sealed record Phd2Dithered(double RightAscensionPixels, double DeclinationPixels) : Phd2Message;

internal sealed record Phd2CalibrationFailed(string Reason) : Phd2Message;

/// <summary>Words for people.</summary>
internal sealed record Phd2Alert(string Words) : Phd2Message;

/// <summary>An event that has nothing to say but its name, or nothing that is used here.</summary>
internal sealed record Phd2Event(string Name) : Phd2Message;
