namespace Sync.Tests.Devices.Alpaca.Served;

/// <summary>A device of the simulated server refuses, by an error number of Alpaca.</summary>
internal sealed class ServedRefusal(int number, string words) : Exception(words)
{
    public const int NotImplemented = 0x400;
    public const int InvalidValue = 0x401;
    public const int NotConnected = 0x407;
    public const int Parked = 0x408;
    public const int InvalidOperation = 0x40B;

    public int Number => number;
}
