// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Modules that a module loads by their names when it has found what its device can do
 * (request_module()): no table of devices and no dependency tells of them, as they depend
 * on the one that loads them.
 */
#include "report/modules/collector.h"

#include "data/base/array.h"

/* ADD A MODULE THAT LOADS OTHERS BY THEIR NAMES HERE. */
static const struct hw_requested rows[] = {
	/* algorithms, "crypto-gcm" of "gcm(aes)" (crypto_larval_lookup(), crypto/api.c):
	 * macsec_alloc_tfm(), drivers/net/macsec.c */
	{"macsec", {"crypto-gcm", "aes_generic"}, true},
	/* crypto_gcm_create(), crypto/gcm.c; crypto_ccm_create(), crypto/ccm.c */
	{"gcm", {"crypto-ghash", "crypto-ctr"}, true},
	{"ccm", {"crypto-ctr"}, true},
	/* smp_add_cid(), net/bluetooth/smp.c, of each adapter that has Low Energy */
	{"bluetooth", {"crypto-cmac", "aes_generic"}, true},
	/* ath11k_peer_rx_frag_setup() and its like of ath12k, dp_rx.c, of each peer */
	{"ath11k", {"crypto-michael_mic"}, true},
	{"ath12k", {"crypto-michael_mic"}, true},
	/* iscsi_sw_tcp_conn_create(), drivers/scsi/iscsi_tcp.c */
	{"iscsi_tcp", {"crypto-crc32c"}, true},
	/* ubifs_compressors_init(), fs/ubifs/compress.c, when it is loaded */
	{"ubifs", {"crypto-lzo", "crypto-deflate", "crypto-zstd"}, true},
	/* supported_gss_krb5_enctypes[], net/sunrpc/auth_gss/gss_krb5_mech.c */
	{"rpcsec_gss_krb5",
	 {"crypto-cts", "crypto-cbc", "crypto-hmac", "crypto-sha1"},
	 true},
	/* set_secret(), net/ceph/crypto.c */
	{"libceph", {"crypto-cbc", "aes_generic"}, true},
	/* ecryptfs_init_crypt_ctx() and ecryptfs_add_new_key_tfm(), fs/ecryptfs/crypto.c
	 */
	{"ecryptfs", {"crypto-ecb", "crypto-cbc", "crypto-md5", "aes_generic"}, true},
	/* iwl_req_fw_callback(), drivers/net/wireless/intel/iwlwifi/iwl-drv.c */
	{"iwlwifi", {"iwlmvm", "iwldvm", "iwlmld"}, false},
	/* brcmf_fwvid_request_module(), …/brcm80211/brcmfmac/fwvid.c, since Linux 6.2 */
	{"brcmfmac", {"brcmfmac_wcc", "brcmfmac_cyw", "brcmfmac_bca"}, false},
	/* mlx4_request_modules(), drivers/net/ethernet/mellanox/mlx4/main.c, before 6.7
	 */
	{"mlx4_core", {"mlx4_en", "mlx4_ib"}, false},
	/* ocfs2_stack_driver_get(), fs/ocfs2/stackglue.c */
	{"ocfs2_stackglue", {"ocfs2_stack_o2cb", "ocfs2_stack_user"}, false},
	/* what does the work of its devices, which they wait for and only its own table
	 * of devices brings: hnae3_register_ae_dev(), …/hisilicon/hns3/hnae3.c */
	{"hns3", {"hclge", "hclgevf"}, false},
	/* qeth_setup_discipline(), drivers/s390/net/qeth_core_main.c */
	{"qeth", {"qeth_l2", "qeth_l3"}, false},
	/* what keys are made with, by the names of algorithms: net/mac80211/aes_ccm.c,
	 * aes_cmac.c, aes_gcm.c */
	{"mac80211", {"ccm", "ctr", "cmac", "gcm"}, false},
	/* request_module_async() of drivers/media: usb/em28xx/em28xx-cards.c,
	 * usb/cx231xx/cx231xx-cards.c, pci/saa7134/saa7134-core.c, pci/cx88/cx88-mpeg.c
	 */
	{"em28xx", {"em28xx_v4l", "em28xx_alsa", "em28xx_dvb", "em28xx_rc"}, false},
	{"cx231xx", {"cx231xx_alsa", "cx231xx_dvb"}, false},
	{"saa7134",
	 {"saa7134_empress", "saa7134_dvb", "saa7134_go7007", "saa7134_alsa"},
	 false},
	{"cx8802", {"cx88_dvb", "cx88_blackbird"}, false},
};

const struct hw_requested *hw_requested_by(struct hw_text module)
{
	for (size_t i = 0; i < HW_ARRAY_SIZE(rows); i++)
		if (hw_text_eq(module, hw_text_of(rows[i].module)))
			return &rows[i];
	return NULL;
}
