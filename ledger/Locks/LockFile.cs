namespace Sync.Ledger.Locks;

/// <summary>
/// A file beside the database that is open to nobody else. The system closes it with its process, so a killed one leaves
/// nothing behind; the file itself stays, for to delete it would let two processes lock two files of one name.
/// </summary>
internal sealed class LockFile(string path) : IStoreLock
{
    private FileStream? file;

    public bool Take()
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
            Directory.CreateDirectory(directory);
        try
        {
            file ??= new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException e) when (e.GetType() == typeof(IOException)) // the system has no more special name for "in use"
        {
            return false;
        }
    }

    public bool IsHeld() => file is not null;

    public void Dispose() => file?.Dispose();
}
