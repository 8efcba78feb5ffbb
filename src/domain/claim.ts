/** Who may do what is to be done once, among any number of processes. Every method rejects when that is not certain. */
export interface ClaimStore {
  claim(key: string, by: { readonly owner: string; readonly leaseMs: number }): Promise<ClaimAnswer>;
  renew(
    key: string,
    by: { readonly owner: string; readonly leaseMs: number; readonly note?: string | undefined },
  ): Promise<boolean>;
  done(key: string, by: { readonly owner: string; readonly value: string; readonly keepMs: number }): Promise<boolean>;
  release(key: string, owner: string): Promise<boolean>;
}

export type ClaimAnswer =
  | { readonly kind: 'won'; readonly attempt: number; readonly note?: string | undefined }
  | { readonly kind: 'taken'; readonly leftMs: number }
  | { readonly kind: 'done'; readonly value: string };
