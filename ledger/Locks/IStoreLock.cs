namespace Sync.Ledger.Locks;

/// <summary>What only one process can have of a store, and loses however it ends.</summary>
internal interface IStoreLock : IDisposable
{
    /// <returns>false when another process has it</returns>
    bool Take();

    /// <summary>Whether it is still had.</summary>
    bool IsHeld();
}
