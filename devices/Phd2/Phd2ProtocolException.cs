namespace Sync.Devices.Phd2;

/// <summary>What came is not what PHD2 sends. The message ends the sentence "it sent ...".</summary>
internal sealed class Phd2ProtocolException(string what) : Exception(what);
